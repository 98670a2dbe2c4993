import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { type Receiver, receiver } from './receiver-under-test.ts';
import { PUBLIC_SENDING, type Sending, send } from './send.ts';

let there: Receiver;
let elsewhere: Receiver;

beforeAll(async () => {
  there = await receiver();
  elsewhere = await receiver('127.0.0.2', there.port);
});
afterAll(async () => {
  await there?.close();
  await elsewhere?.close();
});
beforeEach(() => there.answers(204));

/** As if 127.0.0.1, and it alone, were on the Internet. */
const sending: Sending = {
  deadlineMs: 2_000,
  mayReach: (address) => address === '127.0.0.1' || isPublicAddress(address),
  lookup: async () => ['127.0.0.1'],
};
const named = () => new URL(`http://hooks.bazaar.example:${there.port}/in?of=us`);
const sendTo = (url: URL, over: Partial<Sending> = {}) =>
  send(url, { 'webhook-id': 'evt_1' }, '{"é":1}', { ...sending, ...over });

test('posts the body under the headers, to the name at the address', async () => {
  expect(await sendTo(named())).toEqual({ failure: null, status: 204 });
  expect(there.received.at(-1)).toMatchObject({
    path: '/in?of=us',
    body: '{"é":1}',
    headers: {
      host: `hooks.bazaar.example:${there.port}`,
      'webhook-id': 'evt_1',
      'content-type': 'application/json',
      'content-length': '8',
    },
  });
});

describe('A59: what a name resolves to', () => {
  test.each([
    ['a private address', ['10.0.0.1']],
    ['the metadata service', ['169.254.169.254']],
    ['loopback in IPv6', ['::1']],
    ['loopback mapped into IPv6', ['::ffff:127.0.0.2']],
    ['a public and a private address', ['127.0.0.1', '192.168.0.1']],
    ['no address', []],
  ])('%s is not connected to', async (_case, addresses) => {
    const before = there.received.length;
    const sent = await sendTo(named(), { lookup: async () => addresses });
    expect(sent).toEqual({ failure: 'NO_PUBLIC_ADDRESS', status: null });
    expect(there.received).toHaveLength(before);
  });

  test('a name that is not known reads the same', async () => {
    const lookup = async () => {
      throw new Error('ENOTFOUND');
    };
    expect(await sendTo(named(), { lookup })).toEqual({ failure: 'NO_PUBLIC_ADDRESS', status: null });
  });

  test('it is asked once, and the connection is made to what was checked: no rebinding', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.2']];
    const before = elsewhere.received.length;
    expect(await sendTo(named(), { lookup: async () => answers.shift() ?? [] })).toMatchObject({
      status: 204,
    });
    expect(answers).toHaveLength(2);
    expect(elsewhere.received).toHaveLength(before);
  });

  test('the resolver of this machine, on a name that is ours', async () => {
    const url = new URL(`http://localhost:${there.port}/in`);
    const sent = await send(url, {}, '{}', PUBLIC_SENDING);
    expect(sent).toEqual({ failure: 'NO_PUBLIC_ADDRESS', status: null });
  });

  test('an address in the URL is looked at too', async () => {
    const url = new URL(`http://127.0.0.2:${there.port}/in`);
    expect(await sendTo(url)).toEqual({ failure: 'NO_PUBLIC_ADDRESS', status: null });
  });
});

describe('an answer', () => {
  test.each([
    [200, null],
    [299, null],
    [400, 'STATUS'],
    [503, 'STATUS'],
    [410, 'GONE'],
  ])('%s: %s', async (status, failure) => {
    there.answers(status);
    expect(await sendTo(named())).toEqual({ failure, status });
  });

  test.each([301, 302, 303, 307, 308])('%s: a redirect is not followed', async (status) => {
    const before = elsewhere.received.length;
    there.answers((response) =>
      response.writeHead(status, { location: `http://127.0.0.2:${there.port}/in` }).end(),
    );
    expect(await sendTo(named())).toEqual({ failure: 'REDIRECT', status });
    expect(elsewhere.received).toHaveLength(before);
  });

  test('of a body without end only a little is read', async () => {
    let written = 0;
    let isClosed = false;
    there.answers((response) => {
      response.writeHead(200);
      response.once('close', () => {
        isClosed = true;
      });
      const more = () => {
        while (!isClosed && response.write(Buffer.alloc(4_096))) written += 4_096;
        if (!isClosed) response.once('drain', more);
      };
      more();
    });
    expect(await sendTo(named(), { deadlineMs: 20_000 })).toEqual({ failure: null, status: 200 });
    expect(written).toBeLessThan(8 * 1024 * 1024);
  });

  test('more headers than can be meant are a failure', async () => {
    there.answers((response) => response.writeHead(200, { 'x-large': 'x'.repeat(12_000) }).end());
    expect(await sendTo(named())).toEqual({ failure: 'CONNECTION', status: null });
  });

  test('that does not come is given up', async () => {
    there.answers(() => undefined);
    expect(await sendTo(named(), { deadlineMs: 100 })).toEqual({ failure: 'DEADLINE', status: null });
  });

  test('nor is a name waited for that does not resolve', async () => {
    const lookup = () => new Promise<readonly string[]>(() => undefined);
    expect(await sendTo(named(), { deadlineMs: 100, lookup })).toEqual({ failure: 'DEADLINE', status: null });
  });
});

test('where nothing listens, or what listens speaks no TLS, nothing is delivered', async () => {
  const closed = await receiver();
  await closed.close();
  const nobody = new URL(`http://hooks.bazaar.example:${closed.port}/in`);
  expect(await sendTo(nobody)).toEqual({ failure: 'CONNECTION', status: null });
  const plain = new URL(`https://hooks.bazaar.example:${there.port}/in`);
  expect(await sendTo(plain)).toEqual({ failure: 'CONNECTION', status: null });
});
