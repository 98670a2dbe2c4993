import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post as postTo, type Sent } from './client-under-test.ts';
import { type ServedHouse, serveHouse } from './house-under-test.ts';

let house: ServedHouse;
let fda: string;
let bazaar: string;

beforeAll(async () => {
  house = await serveHouse({ deadlineMs: 600 });
  fda = await house.tokenFor('PGA', 'fda');
  bazaar = await house.tokenFor('PLATFORM', 'bazaar');
});

afterAll(async () => {
  await house.close();
});

function post(body: unknown, sent: Sent = {}) {
  return postTo(house.url, body, sent);
}

function ask(query: string, sent: Sent = {}, variables: Readonly<Record<string, unknown>> = {}) {
  return post({ query, variables }, sent);
}

describe('requests that go no further', () => {
  test.each([
    ['GET', 'GET', {}, undefined, 405],
    ['PUT', 'PUT', { 'content-type': 'application/json' }, '{}', 405],
    ['a form', 'POST', { 'content-type': 'application/x-www-form-urlencoded' }, 'query={echo}', 415],
    ['a multipart form', 'POST', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 415],
    ['plain text', 'POST', { 'content-type': 'text/plain' }, '{"query":"{echo}"}', 415],
    ['no type', 'POST', {}, new Uint8Array([123, 125]), 415],
    ['another charset', 'POST', { 'content-type': 'application/json; charset=utf-16' }, '{}', 415],
    ['no JSON', 'POST', { 'content-type': 'application/json' }, '{', 400],
    ['JSON that is no object', 'POST', { 'content-type': 'application/json' }, '"x"', 400],
    ['no query', 'POST', { 'content-type': 'application/json' }, '{}', 400],
    [
      'variables that are no object',
      'POST',
      { 'content-type': 'application/json' },
      '{"query":"{echo}","variables":[1]}',
      400,
    ],
  ])('A44: %s', async (_case, method, headers, body, status) => {
    const response = await fetch(`${house.url}/graphql?query={echo}`, {
      method,
      headers,
      body: body ?? null,
    } as RequestInit);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('A51: a compressed body, however small', async () => {
    const bomb = gzipSync(Buffer.alloc(1024 * 1024, ' '));
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd']) {
      expect((await post(bomb, { headers: { 'content-encoding': encoding } })).status).toBe(415);
    }
  });

  test('A39: a batch', async () => {
    const { status, body } = await post([{ query: '{echo}' }, { documentId: 'public/importers' }]);
    expect(status).toBe(400);
    expect(body.errors[0].extensions).toEqual({ code: 'LIMIT_BATCH', limit: 'batch', value: 2, maximum: 0 });
  });

  test('bytes that are no UTF-8', async () => {
    const { status } = await post(
      Buffer.concat([Buffer.from('{"query":"{echo(word:\\"'), Buffer.from([0xff]), Buffer.from('\\")}"}')]),
    );
    expect(status).toBe(400);
  });

  test('one byte more than the body limit, declared or not', async () => {
    const padded = (bytes: number) => {
      const text = JSON.stringify({ query: '{echo}', extensions: {} });
      return text.padEnd(bytes, ' ');
    };
    expect((await post(padded(16_384))).status).toBe(200);
    const { status, body } = await post(padded(16_385));
    expect(status).toBe(413);
    expect(body.errors[0].extensions).toEqual({
      code: 'LIMIT_BODY_BYTES',
      limit: 'bodyBytes',
      value: 16_385,
      maximum: 16_384,
    });
    expect(await chunked(padded(16_385))).toBe(413);
    expect((await post(padded(524_288), { token: bazaar })).status).toBe(200);
    expect((await post(padded(524_289), { token: bazaar })).status).toBe(413);
    expect((await post(padded(524_288), { token: fda })).status).toBe(200);
    expect((await post(padded(524_289), { token: fda })).status).toBe(413);
  });

  test.each([
    ['LIMIT_TOKENS', `{${'a '.repeat(600)}}`, {}],
    ['LIMIT_DEPTH', `{${'a{'.repeat(6)}b${'}'.repeat(6)}}`, {}],
    ['LIMIT_ROOT_FIELDS', '{a b c d}', {}],
    ['LIMIT_OPERATIONS', 'query A{echo} query B{echo}', {}],
    ['LIMIT_FIRST', '{importers(first:26){id}}', {}],
    ['LIMIT_FIRST', 'query($n:Int!){importers(first:$n){id}}', { n: 26 }],
    ['LIMIT_PREFIX', '{importers(namePrefix:"ab"){id}}', {}],
    ['LIMIT_CHARACTERS', 'query($w:String){echo(word:$w)}', { w: 'x'.repeat(101) }],
    [
      'LIMIT_INPUT_DEPTH',
      'query($w:String){echo(word:$w)}',
      { w: JSON.parse('['.repeat(40) + ']'.repeat(40)) },
    ],
  ])('beyond a limit: %s', async (code, query, variables) => {
    const { status, body } = await ask(query, {}, variables);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ extensions: { code, value: expect.any(Number) } }]);
    expect(body.data).toBeUndefined();
  });

  test('the same request is within the limits of an agency', async () => {
    expect((await ask('{importers(first:26){id}}', { token: fda })).status).toBe(200);
  });

  test('A56: names that reach a prototype', async () => {
    expect((await ask('{__proto__:echo}')).status).toBe(400);
    const body = '{"query":"query($w:String){echo(word:$w)}","variables":{"__proto__":{"polluted":1}}}';
    expect((await post(body)).status).toBe(400);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('A35: @defer is unknown', async () => {
    const { body } = await ask('{ ... @defer { echo } }');
    expect(body.errors[0].message).toContain('Unknown directive "@defer"');
  });

  test('a variable that does not fit is named, its value is not', async () => {
    const { status, body } = await ask(
      'query($n: Int!) { importers(first: $n) { id } }',
      {},
      { n: '07-0000001' },
    );
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { message: 'Variable "$n" does not fit its type.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('what is no GraphQL, with the place', async () => {
    const { status, body } = await ask('{ echo(');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_PARSE_FAILED' }, locations: [{ line: 1, column: 8 }] },
    ]);
  });

  test('an operation that the document has not', async () => {
    const { body } = await post({ query: 'query A { echo }', operationName: 'B' });
    expect(body.errors[0].extensions.code).toBe('UNKNOWN_OPERATION');
  });
});

describe('trusted documents', () => {
  test('are run by their name', async () => {
    const { body } = await post({ documentId: 'public/importers', variables: { first: 1 } });
    expect(body.data).toEqual({ importers: [{ id: 'imp_aurora' }] });
  });

  test('are within the same limits', async () => {
    const { body } = await post({ documentId: 'public/importers', variables: { first: 26 } });
    expect(body.errors[0].extensions.code).toBe('LIMIT_FIRST');
  });

  test('A39: an unknown name is refused, and so is a text beside a name', async () => {
    expect((await post({ documentId: 'sha256:00' })).body.errors[0].extensions.code).toBe('UNKNOWN_DOCUMENT');
    expect((await post({ documentId: '__proto__' })).status).toBe(404);
    expect((await post({ documentId: 'public/importers', query: '{echo}' })).status).toBe(400);
  });
});

/** The status of a POST whose body has no declared length. */
function chunked(body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${house.url}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    for (let at = 0; at < body.length; at += 1_000) sent.write(body.slice(at, at + 1_000));
    sent.end();
  });
}
