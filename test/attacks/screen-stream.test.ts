import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type OpenHouse, openHouse } from '@good-standing/gateway/house/house.ts';
import { type HttpServer, listen } from '@good-standing/gateway/http/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { openStream, type StreamLine, streamed } from '../world/screen-client.ts';
import { type Asker, credentials, exchange } from './askers.ts';
import { NOW, serveAlone } from './served.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house?.close());

const as = (asker: Asker) => credentials(house, asker);
const line = (party: object) => `${JSON.stringify(party)}\n`;
const last = (answer: readonly StreamLine[]) => answer.at(-1)?.end;

const SELLERS = [
  { reference: 'a', name: 'Northwind Traders', identifiers: [{ scheme: 'UEI', value: 'NRTHWND4T5R6' }] },
  { reference: 'b', name: 'Aurora Kitchenware, LLC' },
  { reference: 'c', name: 'Nobody In Particular', phone: '+1 555 010 0100', email: 'x@invented.example' },
  { reference: 'd', name: 'Southwind Tradrs' },
  { name: 'Jordan Sampleperson', kind: 'PERSON', address: { postalCode: '60601', country: 'US' } },
  { reference: 'f', name: '' },
  { reference: 'f', name: 'X', identifiers: [{ scheme: 'CAGE', value: 'TOOLONG' }] },
];

/** Another house on the same database, with what a test needs of it. */
async function another<Result>(
  setting: Partial<Parameters<typeof openHouse>[0]> & { readonly deadlineMs?: number },
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const { database } = house;
  let opened: OpenHouse | undefined;
  let server: HttpServer | undefined;
  const { deadlineMs = 20_000, ...rest } = setting;
  try {
    opened = await openHouse({
      config: { isProduction: false, host: '127.0.0.1', keys: database.keys, oidc: null, deadlineMs },
      database,
      clock: () => NOW,
      logFailure: () => undefined,
      ...rest,
    });
    server = await listen(opened.handler, { port: 0, host: '127.0.0.1' });
    return await work(`${server.url}/graphql`);
  } finally {
    await server?.close();
    await opened?.close();
  }
}

async function inOneCall(sellers: readonly object[]): Promise<readonly unknown[]> {
  const { data } = await house.ask({
    as: 'platform',
    documentId: 'platform/screen-sellers',
    variables: { sellers },
  });
  return (data as { readonly screen: { readonly results: readonly unknown[] } }).screen.results;
}

describe('POST /screen', () => {
  test('answers each party as screen(parties) does, in the order of the lines', async () => {
    const answer = await streamed(house.url, await as('bazaar'), SELLERS.map(line));
    expect(answer.slice(0, -1).map(({ result }) => result)).toEqual(await inOneCall(SELLERS));
    expect(answer.slice(0, -1).map((each) => [each.line, each.reference])).toEqual(
      SELLERS.map(({ reference = null }, nth) => [nth + 1, reference]),
    );
    expect(last(answer)).toMatchObject({ code: 'COMPLETE', answeredThrough: SELLERS.length });
  });

  test('the same with the subgraphs in processes of their own', async () => {
    const served = await serveAlone(house);
    try {
      const answer = await another({ elsewhere: served.urls }, async (url) =>
        streamed(url, await as('bazaar'), SELLERS.map(line)),
      );
      expect(answer.slice(0, -1).map(({ result }) => result)).toEqual(await inOneCall(SELLERS));
    } finally {
      await served.close();
    }
  });

  test('goes on after the line that the client has: the same lines, the same answers', async () => {
    const whole = await streamed(house.url, await as('bazaar'), SELLERS.map(line));
    for (const after of [0, 3, SELLERS.length, SELLERS.length + 5]) {
      const rest = await streamed(
        house.url,
        { ...(await as('bazaar')), 'resume-after': String(after) },
        SELLERS.map(line),
      );
      expect(rest.slice(0, -1)).toEqual(whole.slice(after, -1));
      expect(last(rest)).toMatchObject({
        code: 'COMPLETE',
        answeredThrough: Math.max(after, SELLERS.length),
      });
    }
  });

  test('answers what has come without waiting for more, past the deadline of one call', async () => {
    await another({ deadlineMs: 1_500 }, async (url) => {
      const stream = openStream(url, await as('bazaar'));
      const answers = stream.lines();
      for (let nth = 1; nth <= 5; nth += 1) {
        await stream.send(line({ reference: `${nth}`, name: `Invented ${nth}` }));
        expect((await answers.next()).value).toMatchObject({ line: nth, reference: `${nth}` });
        await sleep(500);
      }
      stream.finish();
      expect((await answers.next()).value).toMatchObject({ end: { code: 'COMPLETE', answeredThrough: 5 } });
    });
  });

  test('thirty thousand lines take no more memory than five thousand', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const stream = openStream(house.url, await as('cbp'));
    const heaps: number[] = [];
    let answered = 0;
    const sending = (async () => {
      for (let nth = 0; nth < 30_000; nth += 50) {
        const text = Array.from({ length: 50 }, (_, at) =>
          line({
            reference: `${nth + at}`,
            name: at % 10 === 0 ? 'Northwynd Traders' : `Invented ${nth + at}`,
          }),
        );
        await stream.send(text.join(''));
      }
      stream.finish();
    })();
    for await (const each of stream.lines()) {
      if (each.end !== undefined)
        expect(each.end).toMatchObject({ code: 'COMPLETE', answeredThrough: 30_000 });
      else expect(each.line).toBe(++answered);
      if (answered % 5_000 === 0 && each.end === undefined) {
        collect();
        heaps.push(process.memoryUsage().heapUsed);
      }
    }
    await sending;
    expect(answered).toBe(30_000);
    expect((heaps.at(-1) ?? 0) - (heaps[0] ?? 0)).toBeLessThan(4 * 1024 * 1024);
  }, 180_000);
});

describe('who is let in', () => {
  test.each<[string, Asker, Record<string, string>, number, string]>([
    ['nobody', 'nobody', {}, 401, 'UNAUTHENTICATED'],
    ['a token that does not hold', 'nobody', { authorization: 'Bearer x.y.z' }, 401, 'UNAUTHENTICATED'],
    ['one whose agreement was revoked', 'revoked', {}, 403, 'AGREEMENT_REQUIRED'],
    ['an importer', 'aurora', {}, 403, 'AGREEMENT_REQUIRED'],
    ['JSON', 'bazaar', { 'content-type': 'application/json' }, 415, 'BAD_REQUEST'],
    ['a form', 'bazaar', { 'content-type': 'text/plain' }, 415, 'BAD_REQUEST'],
    ['what would inflate', 'bazaar', { 'content-encoding': 'gzip' }, 415, 'BAD_REQUEST'],
    ['a line that is no number', 'bazaar', { 'resume-after': '-1' }, 400, 'BAD_REQUEST'],
  ])('%s is refused before anything is read', async (_case, asker, headers, status, code) => {
    const stream = openStream(house.url, { ...(await as(asker)), ...headers });
    await stream.send(line(SELLERS[0] ?? {}));
    const response = await stream.response;
    expect(response.statusCode).toBe(status);
    let body = '';
    for await (const part of response) body += String(part);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});

describe('lines made to break it', () => {
  const GOOD = line({ reference: 'good', name: 'Invented' });

  test.each<[string, string | Buffer, string | null, string]>([
    ['no JSON', '{"name": "x"\n', null, 'BAD_LINE'],
    ['nothing', '\n', null, 'BAD_LINE'],
    ['a list', '[{"name":"x"}]\n', null, 'BAD_LINE'],
    ['a text', '"x"\n', null, 'BAD_LINE'],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x0a]), null, 'BAD_LINE'],
    ['depth', `${'['.repeat(8_000)}\n`, null, 'BAD_LINE'],
    [
      'deep values',
      line({ reference: 'r', name: JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`) }),
      'r',
      'LIMIT_INPUT_DEPTH',
    ],
    ['no name', line({ reference: 'r' }), 'r', 'BAD_USER_INPUT'],
    ['a name that is a number', line({ reference: 'r', name: 7 }), 'r', 'BAD_USER_INPUT'],
    ['a field that is none', line({ reference: 'r', name: 'x', standing: true }), 'r', 'BAD_USER_INPUT'],
    ['a way to the prototype', '{"reference":"r","name":"x","__proto__":{"a":1}}\n', 'r', 'BAD_USER_INPUT'],
    ['a long name', line({ reference: 'r', name: 'n'.repeat(600) }), 'r', 'LIMIT_CHARACTERS'],
    ['a long reference', line({ reference: 'r'.repeat(600), name: 'x' }), null, 'LIMIT_CHARACTERS'],
    ['a reference that is an object', line({ reference: {}, name: 'x' }), null, 'BAD_USER_INPUT'],
    ['a line that is too long', `{"reference":"r","name":"${'n'.repeat(70_000)}"}\n`, null, 'LINE_TOO_LONG'],
  ])('%s is an error of its own line', async (_case, bad, reference, code) => {
    const answer = await streamed(house.url, await as('bazaar'), [GOOD, bad, GOOD]);
    expect(answer).toMatchObject([
      { line: 1, reference: 'good', result: { verdict: 'NO_PUBLIC_ADVERSE_RECORD' } },
      { line: 2, reference, error: { code } },
      { line: 3, reference: 'good', result: { verdict: 'NO_PUBLIC_ADVERSE_RECORD' } },
      { end: { code: 'COMPLETE', answeredThrough: 3 } },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/nnnn|sellers|standing/);
  });

  test('the last line needs no end, and no lines are answered with none', async () => {
    const answer = await streamed(house.url, await as('bazaar'), [GOOD, GOOD.trim()]);
    expect(answer.map(({ line: nth, end }) => nth ?? end?.code)).toEqual([1, 2, 'COMPLETE']);
    expect(await streamed(house.url, await as('bazaar'), [])).toMatchObject([{ end: { code: 'COMPLETE' } }]);
  });

  test('a line without end is given up, with what came before it answered', async () => {
    const stream = openStream(house.url, await as('bazaar'));
    let sent = 0;
    const sending = (async () => {
      await stream.send(GOOD);
      const piece = 'x'.repeat(64 * 1024);
      for (; !stream.request.destroyed && sent < 500; sent += 1) await stream.send(piece);
    })();
    const answer: StreamLine[] = [];
    for await (const each of stream.lines()) answer.push(each);
    stream.request.destroy();
    await sending;
    expect(answer).toMatchObject([
      { line: 1, reference: 'good' },
      { line: 2, error: { code: 'LINE_TOO_LONG' } },
      { end: { code: 'LINE_TOO_LONG', answeredThrough: 2 } },
    ]);
  });
});

describe('clients made to exhaust it', () => {
  test('one that never reads is no longer read from, and let go', async () => {
    await another({ streamPatienceMs: 1_500 }, async (url) => {
      const stream = openStream(url, await as('cbp'));
      const response = await stream.response;
      expect(response.statusCode).toBe(200);
      response.pause();
      const closed = new Promise<void>((resolve) => stream.request.once('close', () => resolve()));
      const text = Array.from({ length: 200 }, () => line({ name: 'Northwynd Traders' })).join('');
      let sent = 0;
      const sending = (async () => {
        for (; !stream.request.destroyed && sent < 400_000; sent += 200) await stream.send(text);
      })();
      response.on('error', () => undefined);
      await closed;
      await sending;
      expect(sent).toBeLessThan(200_000);
    });
  }, 60_000);

  test('one that sends nothing is told so', async () => {
    const answer = await another({ streamPatienceMs: 3_000 }, async (url) => {
      const stream = openStream(url, await as('bazaar'));
      await stream.send(line({ name: 'Invented' }));
      const lines: StreamLine[] = [];
      for await (const each of stream.lines()) lines.push(each);
      return lines;
    });
    expect(answer).toMatchObject([{ line: 1 }, { end: { code: 'IDLE', answeredThrough: 1 } }]);
  });

  test('A28: identifiers of a day: those before are answered, and the stream ends; calls are refused too', async () => {
    await another({ metering: { trustedProxies: 0 } }, async (url) => {
      const otherNames = (nth: number) => Array.from({ length: 20 }, (_, at) => `Other ${nth} ${at}`);
      const identifiers = (nth: number) =>
        Array.from({ length: 20 }, (_, at) => ({ scheme: 'SAM_NUMBER', value: `S${nth}X${at}` }));
      const party = (nth: number) => ({
        reference: `${nth}`,
        name: `Invented ${nth}`,
        otherNames: otherNames(nth),
        identifiers: identifiers(nth),
      });
      const PER_PARTY = 41;
      const within = Math.floor(100_000 / PER_PARTY);
      const lines = Array.from({ length: within + 50 }, (_, nth) => line(party(nth)));
      const headers = await as('bazaar');
      const answer = await streamed(url, headers, lines);
      expect(last(answer)).toMatchObject({ code: 'QUOTA_IDENTIFIERS', answeredThrough: within });
      expect(answer).toHaveLength(within + 1);
      const again = await streamed(url, headers, lines.slice(0, 3));
      expect(last(again)).toMatchObject({ code: 'COMPLETE' });
      const query = 'query ($p: [PartyInput!]!) { screen(parties: $p) { results { verdict } } }';
      const call = (nth: number) => exchange({ url }, headers, { query, variables: { p: [party(nth)] } });
      expect((await call(0)).status).toBe(200);
      expect((await call(within + 1)).status).toBe(429);
      expect(
        (await exchange({ url }, await as('swift'), { query, variables: { p: [party(within + 1)] } })).status,
      ).toBe(200);
    });
  }, 120_000);

  test('a stream is one request at once, and is no more once it is over', async () => {
    await another({ metering: { trustedProxies: 0 } }, async (url) => {
      const headers = await as('bazaar');
      const open = Array.from({ length: 8 }, () => openStream(url, headers));
      for (const stream of open) await stream.send(line({ name: 'Invented' }));
      expect(
        (await Promise.all(open.map(({ response }) => response))).map(({ statusCode }) => statusCode),
      ).toEqual(open.map(() => 200));
      const ninth = openStream(url, headers);
      ninth.finish();
      expect((await ninth.response).statusCode).toBe(429);
      for (const stream of open) {
        stream.finish();
        for await (const each of stream.lines()) expect(each.error).toBeUndefined();
      }
      expect(last(await streamed(url, headers, []))).toMatchObject({ code: 'COMPLETE' });
    });
  });

  test('an agreement that is revoked ends the stream, which says why; nothing more is answered', async () => {
    const stream = openStream(house.url, await as('bazaar'));
    const lines: StreamLine[] = [];
    let isRevoked = false;
    let nth = 0;
    const revoked = { at: 0, seen: 0 };
    const sending = (async () => {
      while (!stream.request.destroyed && nth < 2_000) {
        nth += 1;
        await stream.send(line({ name: `Invented ${nth}` }));
        await sleep(20);
        if (nth === 20) {
          await house.admin.unsafe(
            `update access.agreement set revoked_on = '2026-11-01' where organization_id in
               (select id from access.organization where key = 'bazaar')`,
          );
          isRevoked = true;
          revoked.at = performance.now();
        }
      }
    })();
    try {
      for await (const each of stream.lines()) lines.push(each);
      revoked.seen = performance.now();
      stream.request.destroy();
      await sending;
      expect(isRevoked).toBe(true);
      expect(lines.at(-1)).toMatchObject({
        end: { code: 'AGREEMENT_REVOKED', answeredThrough: lines.length - 1 },
      });
      // Two seconds, and as much again for a busy machine.
      expect(revoked.seen - revoked.at).toBeLessThan(4_000);
    } finally {
      await house.admin.unsafe(
        `update access.agreement set revoked_on = null where organization_id in
           (select id from access.organization where key = 'bazaar')`,
      );
    }
  });
});
