import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ServedHouse, serveHouse, touched } from './house-under-test.ts';

let house: ServedHouse;
let fda: string;
let cbp: string;
let aphis: string;
let bazaar: string;

beforeAll(async () => {
  house = await serveHouse({ deadlineMs: 600 });
  fda = await house.tokenFor('PGA', 'fda');
  cbp = await house.tokenFor('CBP', 'cbp');
  aphis = await house.tokenFor('PGA', 'aphis');
  bazaar = await house.tokenFor('PLATFORM', 'bazaar');
});

afterAll(async () => {
  await house.close();
});

beforeEach(() => {
  house.ledgerIs('up');
  house.failures.length = 0;
});

interface ToldError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** As the tests read an answer; whatever a test does not read may be absent. */
interface Told {
  readonly data: {
    readonly viewer: Readonly<Record<string, unknown>>;
    readonly importers: readonly unknown[];
  };
  readonly errors: readonly [ToldError, ...ToldError[]];
  readonly extensions: {
    readonly disclosure: { readonly requestId: string; readonly withheld: unknown; readonly viewer: unknown };
  };
}

interface Sent {
  readonly token?: string;
  readonly purpose?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function post(body: unknown, { token, purpose, headers = {} }: Sent = {}) {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
      ...headers,
    },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Told };
}

function ask(query: string, sent: Sent = {}, variables: Readonly<Record<string, unknown>> = {}) {
  return post({ query, variables }, sent);
}

async function ledgerLines(requestId: string) {
  return house.access.sql`
    select r.audience, r.recipient_name as recipient, r.purpose, r.digest, r.policy_version as policy, d.record_id as record, d.coordinates, d.relation
    from ledger.request r join ledger.disclosure d using (request_id)
    where request_id = ${requestId} order by d.record_id, d.coordinates`;
}

describe('an answer', () => {
  test('discloses, says what it withheld and why, and is in the ledger before it is here', async () => {
    const { status, headers, body } = await ask('{ importer(id: "imp_borealis") { id name violations } }', {
      token: fda,
    });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    const { requestId } = body.extensions.disclosure;
    expect(body).toEqual({
      data: { importer: { id: 'imp_borealis', name: 'Borealis Toys Inc', violations: 'none' } },
      extensions: { disclosure: { requestId: expect.any(String), withheld: [] } },
    });
    const digest = createHash('sha256').update(JSON.stringify(body.data)).digest('hex');
    const line = {
      audience: 'PGA',
      recipient: 'Food and Drug Administration (invented)',
      purpose: 'RISK_ASSESSMENT',
      digest,
      policy: 'p1',
      record: 'imp_borealis',
      relation: 'JURISDICTION',
    };
    expect(await ledgerLines(requestId)).toEqual([
      { ...line, coordinates: 'Importer.name' },
      { ...line, coordinates: 'Importer.violations' },
    ]);
  });

  test('of public record is given to nobody in particular, the rest withheld with its reason', async () => {
    const { body } = await ask('{ importers(first: 2) { id name } }');
    expect(body).toEqual({
      data: {
        importers: [
          { id: 'imp_aurora', name: 'Aurora Kitchenware LLC' },
          { id: 'imp_borealis', name: null },
        ],
      },
      errors: [
        {
          message: expect.stringContaining('Importer.name is withheld'),
          path: ['importers', 1, 'name'],
          extensions: expect.objectContaining({
            code: 'FIELD_WITHHELD',
            rule: 'IMPORTER_NAME',
            reason: 'RELATION',
          }),
        },
      ],
      extensions: {
        disclosure: {
          requestId: expect.any(String),
          withheld: [
            {
              coordinate: 'Importer.name',
              rule: 'IMPORTER_NAME',
              reason: 'RELATION',
              authority: '19 CFR 103.31(d); 18 USC 1905',
              availableWhen: null,
              count: 1,
            },
          ],
        },
      },
    });
  });

  test('tells at most twenty withheld fields one by one, all of them by count', async () => {
    const { body } = await ask('{ importers(first: 25) { id name } }');
    expect(body.errors).toHaveLength(20);
    expect(body.extensions.disclosure.withheld).toMatchObject([{ count: 24 }]);
  });

  test('without disclosure leaves no line', async () => {
    const { body } = await ask('{ importer(id: "imp_aurora") { id } }', { token: cbp });
    expect(await ledgerLines(body.extensions.disclosure.requestId)).toEqual([]);
  });

  test('comes as the media type that the client reads', async () => {
    const type = async (accept: string) =>
      (await ask('{ echo }', { headers: { accept } })).headers.get('content-type');
    expect(await type('application/graphql-response+json, application/json;q=0.9')).toBe(
      'application/graphql-response+json; charset=utf-8',
    );
    expect(await type('*/*')).toBe('application/json; charset=utf-8');
    expect((await ask('{ echo }', { headers: { accept: 'text/html' } })).status).toBe(406);
  });

  test('is not cut short by an alias, a fragment, a default or a variable', async () => {
    const { body } = await ask(
      'query A($w: String = "hello", $with: Boolean!) { a: echo(word: $w) ...F @include(if: $with) } fragment F on Query { b: echo }',
      {},
      { with: true },
    );
    expect(body.data).toEqual({ a: 'hello', b: 'nothing' });
  });

  test('of which a part failed says so without the reason', async () => {
    const { status, body } = await ask('{ echo broken }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ echo: 'nothing', broken: null });
    expect(body.errors).toEqual([
      {
        message: 'The answer could not be made.',
        path: ['broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
  });
});

describe('who is asking', () => {
  const viewer = '{ viewer { audience purpose demoted } }';

  test.each([
    ['nobody in particular', {}, { audience: 'PUBLIC', purpose: null, demoted: null }],
    ['an agency', { token: 'fda' }, { audience: 'PGA', purpose: 'RISK_ASSESSMENT', demoted: null }],
    [
      'an agency for another agreed purpose',
      { token: 'fda', purpose: 'IDENTITY' },
      { audience: 'PGA', purpose: 'IDENTITY', demoted: null },
    ],
    [
      'an agency whose agreement ended',
      { token: 'aphis' },
      { audience: 'PUBLIC', purpose: null, demoted: 'AGREEMENT_EXPIRED' },
    ],
  ])('%s', async (_case, sent: { token?: string; purpose?: string }, expected) => {
    const token = { fda, aphis }[sent.token ?? ''];
    const { body } = await ask(viewer, { ...sent, ...(token === undefined ? {} : { token }) } as Sent);
    expect(body.data.viewer).toEqual(expected);
    expect(body.extensions.disclosure.viewer).toEqual(
      expected.demoted === null ? undefined : { audience: 'PUBLIC', because: expected.demoted },
    );
  });

  test('a demoted viewer gets what the public gets, and its name stands in the ledger', async () => {
    const { body } = await ask('{ importers(first: 2) { name } }', { token: aphis });
    expect(body.data.importers).toEqual([{ name: 'Aurora Kitchenware LLC' }, { name: null }]);
    expect(body.extensions.disclosure.withheld).toMatchObject([{ reason: 'RELATION', count: 1 }]);
    expect(await ledgerLines(body.extensions.disclosure.requestId)).toMatchObject([
      {
        audience: 'PUBLIC',
        recipient: 'Animal and Plant Health Inspection Service (invented)',
        record: 'imp_aurora',
      },
    ]);
  });

  test('a purpose that is not agreed is refused', async () => {
    const { status, body } = await ask(viewer, { token: fda, purpose: 'ENFORCEMENT' });
    expect(status).toBe(403);
    expect(body.errors).toEqual([
      {
        message: 'The agreement does not name this purpose; agreed: RISK_ASSESSMENT, IDENTITY.',
        extensions: { code: 'PURPOSE_NOT_AGREED', reason: 'PURPOSE' },
      },
    ]);
    expect((await ask(viewer, { purpose: '<x>' })).status).toBe(403);
  });

  test.each([
    ['a broken token', 'Bearer a.b.c', 'MALFORMED'],
    ['another scheme', 'Basic YTpi', 'SCHEME'],
    ['an empty one', 'Bearer ', 'SCHEME'],
  ])('%s: 401 with the reason, nothing repeated, never PUBLIC', async (_case, authorization, reason) => {
    const { status, headers, body } = await ask('{ echo }', { headers: { authorization } });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason } }]);
    expect(body.data).toBeUndefined();
    expect(JSON.stringify([body, house.failures])).not.toMatch(/a\.b\.c|YTpi/);
  });

  test('A32: identity in headers or extensions of the client is not looked at', async () => {
    const headers = {
      'x-user-id': 'cbp',
      'x-audience': 'CBP',
      'x-good-standing-assertion': 'x.y',
      cookie: 'token=x',
    };
    const { body } = await post(
      { query: viewer, extensions: { jwt: { payload: { sub: 'admin' } } } },
      { headers },
    );
    expect(body.data.viewer.audience).toBe('PUBLIC');
  });

  test('a revocation takes effect within seconds', async () => {
    const served = await serveHouse();
    try {
      const token = await served.tokenFor('PLATFORM', 'bazaar');
      const audience = async () => {
        const response = await fetch(`${served.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ query: viewer }),
        });
        return ((await response.json()) as { data: { viewer: { demoted: string } } }).data.viewer.demoted;
      };
      expect(await audience()).toBeNull();
      await served.access.sql`update agreement set revoked_on = current_date - 1 where number = 'AGR-4'`;
      await expect.poll(audience, { timeout: 4_000, interval: 100 }).toBe('AGREEMENT_REVOKED');
    } finally {
      await served.close();
    }
  });
});

describe('the contract of each audience', () => {
  async function introspected(token?: string) {
    const { body } = await ask(getIntrospectionQuery(), token === undefined ? {} : { token });
    return printSchema(buildClientSchema(body.data as unknown as IntrospectionQuery));
  }

  test('is what introspection answers', async () => {
    expect(await introspected()).not.toMatch(
      /^ {2}(desk|violations|confidentiality|importerByNumber)\b|@disclose|join__/m,
    );
    expect(await introspected(fda)).toMatch(/^ {2}violations:/m);
    expect(await introspected(fda)).not.toMatch(/^ {2}(desk|confidentiality):/m);
    expect(await introspected(cbp)).toMatch(/^ {2}desk:/m);
  });

  test.each([
    ['a field', '{ importer(id: "x") { violations } }', 'violations'],
    ['an operation', '{ desk }', 'desk'],
    [
      'an argument that filters by what one may not read',
      '{ importerByNumber(number: "1") { id } }',
      'importerByNumber',
    ],
    ['entities', '{ _entities(representations: []) { __typename } }', '_entities'],
    ["a subgraph's own SDL", '{ _service { sdl } }', '_service'],
  ])('what is hidden is unknown: %s', async (_case, query, name) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.errors[0].message).toBe(
      `Cannot query field "${name}" on type "${name === 'violations' ? 'Importer' : 'Query'}".`,
    );
    expect(body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('A57: nothing is suggested', async () => {
    const { body } = await ask('{ impotrers { id } echo(wrd: "a") }', { token: cbp });
    expect(JSON.stringify(body)).not.toMatch(/[Dd]id you mean/);
  });

  test('A09: introspection beside it opens nothing', async () => {
    expect((await ask('{ __schema { __typename } desk }')).status).toBe(400);
  });
});

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
    expect((await post(padded(65_536), { token: bazaar })).status).toBe(200);
    expect((await post(padded(65_537), { token: bazaar })).status).toBe(413);
    expect((await post(padded(131_072), { token: fda })).status).toBe(200);
    expect((await post(padded(131_073), { token: fda })).status).toBe(413);
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

describe('without the ledger', () => {
  const query = '{ importers(first: 2) { id name } }';

  test.each(['down', 'silent'] as const)(
    'public data still answers, protected cells are withheld (%s)',
    async (state) => {
      house.ledgerIs(state);
      const { status, body } = await ask(query, { token: fda });
      expect(status).toBe(200);
      expect(body.data.importers).toEqual([
        { id: 'imp_aurora', name: null },
        { id: 'imp_borealis', name: null },
      ]);
      expect(body.extensions.disclosure.withheld).toMatchObject([
        { coordinate: 'Importer.name', reason: 'LEDGER_UNAVAILABLE', count: 2 },
      ]);
      expect(house.failures).toMatchObject([{ event: 'ledger_unavailable' }]);
    },
  );

  test('what discloses nothing does not notice', async () => {
    house.ledgerIs('down');
    expect((await ask('{ importers(first: 1) { id } }', { token: fda })).body.errors).toBeUndefined();
  });

  test('a change is made once, and its result not shown', async () => {
    house.ledgerIs('down');
    touched.length = 0;
    const { body } = await ask('mutation { touch(id: "imp_aurora") { name } }', { token: fda });
    expect(body.data).toBeNull();
    expect(body.errors).toMatchObject([{ extensions: { code: 'LEDGER_UNAVAILABLE' } }]);
    expect(body.errors[0].message).toContain('The change was made.');
    expect(touched).toEqual(['imp_aurora']);
  });

  test('and with it again, all is as before', async () => {
    expect((await ask(query, { token: fda })).body.data.importers[1]).toEqual({
      id: 'imp_borealis',
      name: 'Borealis Toys Inc',
    });
  });
});

describe('time', () => {
  test('an answer that does not come ends at the deadline', async () => {
    const { status, body } = await ask('{ slow }');
    expect(status).toBe(504);
    expect(body.errors[0]).toEqual({
      message: 'The answer was not ready within 600 ms.',
      extensions: { code: 'DEADLINE_EXCEEDED' },
    });
  });

  test('a client that goes away leaves the door open for others', async () => {
    const controller = new AbortController();
    const gone = fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ slow }"}',
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    await expect(gone).rejects.toThrow();
    expect((await ask('{ echo }')).status).toBe(200);
    expect(house.failures).toEqual([]);
  });
});

describe('health', () => {
  test.each([
    ['/health/live', 200],
    ['/health/ready', 200],
    ['/', 404],
    ['/graphql/', 404],
  ])('%s: %i', async (path, status) => {
    expect((await fetch(house.url + path)).status).toBe(status);
  });

  test('not ready is said', async () => {
    const served = await serveHouse({ isReady: () => false });
    expect((await fetch(`${served.url}/health/ready`)).status).toBe(503);
    await served.close();
  });
});

describe('the database away', () => {
  test('a token cannot be weighed: 503, not PUBLIC; without a token the graph still answers', async () => {
    const served = await serveHouse();
    try {
      const token = await served.tokenFor('PGA', 'fda');
      await served.access.sql.end({ timeout: 1 });
      const sent = (headers: Record<string, string>) =>
        fetch(`${served.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{"query":"{ echo }"}',
        });
      expect((await sent({ authorization: `Bearer ${token}` })).status).toBe(503);
      expect((await sent({})).status).toBe(200);
    } finally {
      await served.close();
    }
  });
});

test('failures are logged without values, tokens or variables', async () => {
  await ask('{ importer(id: "canary-id") { id } broken }', { token: fda }, { canary: 'canary-variable' });
  await ask('{ slow }', { token: fda });
  await ask('{ echo }', { token: `${fda}x` });
  const logged = JSON.stringify(house.failures);

  expect(house.failures.map(({ event, code }) => `${event} ${code}`)).toEqual([
    'refused DEADLINE_EXCEEDED',
    'refused UNAUTHENTICATED',
  ]);
  expect(logged).not.toMatch(/canary|07-0000001|eyJ/);
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
