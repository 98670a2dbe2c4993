import { CASCADE, DUNE } from '@good-standing/gateway/world/cast.ts';
import { AUDIENCES } from '@good-standing/kernel/viewer/viewer.ts';
import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  isInputObjectType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { ASKER_NAMES, ASKERS, type Asker, askAs, CONTRACTS, credentials, each, exchange } from './askers.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
const written: string[] = [];

beforeAll(async () => {
  for (const stream of [process.stderr, process.stdout] as const) {
    const through = stream.write.bind(stream);
    vi.spyOn(stream, 'write').mockImplementation((text: string | Uint8Array) => {
      written.push(String(text));
      return through(text);
    });
  }
  house = await testHouse();
  ids = idsOf(house);
});
afterAll(async () => {
  await house?.close();
  vi.restoreAllMocks();
});

/** One asker of each audience. */
const ONE_OF_EACH = AUDIENCES.map((audience) =>
  ASKER_NAMES.find((asker) => ASKERS[asker].audience === audience),
).filter((asker): asker is Asker => asker !== undefined);

/** Every name of a schema: types, fields, arguments, input fields and enum values. */
function namesIn(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    printSchema(schema)
      .replaceAll(/"""[\s\S]*?"""|"[^"\n]*"/g, '')
      .match(/\w+/g) ?? [],
  );
}

function fieldNamesIn(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      (isObjectType(type) || isInputObjectType(type)) && !type.name.startsWith('__')
        ? Object.keys(type.getFields())
        : [],
    ),
  );
}

describe.each(ONE_OF_EACH)('A57: what %s is told of the graph', (asker) => {
  const contract = CONTRACTS[ASKERS[asker].audience];

  test('is its contract, to the letter', async () => {
    const { data } = await askAs(house, asker, { query: getIntrospectionQuery() });
    const introspected = buildClientSchema(data as unknown as IntrospectionQuery);
    expect(printSchema(lexicographicSortSchema(introspected))).toBe(
      printSchema(lexicographicSortSchema(contract)),
    );
  });

  test('a name that is hidden is refused as one that nobody ever wrote, and a slip suggests none', async () => {
    const hidden = [...fieldNamesIn(CONTRACTS.CBP)].filter((name) => !namesIn(contract).has(name));
    const names = namesIn(contract);
    const slips = hidden.flatMap((name) => [name.slice(0, -1), `${name}s`, name.replace(/[aeiou]/, '')]);
    for (let at = 0; at < slips.length; at += 15) {
      const some = slips.slice(at, at + 15).filter((slip) => /^[a-z]\w+$/i.test(slip) && !names.has(slip));
      if (some.length === 0) continue;
      const { status, errors } = await askAs(house, asker, { query: `{ viewer { ${some.join(' ')} } }` });
      expect(status).toBe(400);
      const told = errors.map(({ message }) => message).join(' ');
      const left = some.reduce((rest, slip) => rest.replaceAll(`"${slip}"`, ''), told);
      for (const name of hidden) expect([name, left.includes(`"${name}`)]).toEqual([name, false]);
      expect(left).not.toMatch(/[Dd]id you mean/);
    }
    for (const name of hidden.slice(0, 12)) {
      const asked = async (field: string) => {
        const { status, text } = await askAs(house, asker, { query: `{ importers { nodes { ${field} } } }` });
        return [status, text.replaceAll(`\\"${field}\\"`, 'FIELD')];
      };
      expect(await asked(name)).toEqual(await asked('zz'.padEnd(name.length, 'z')));
    }
  });

  test('types that are hidden are not there by name', async () => {
    const types = Object.keys(CONTRACTS.CBP.getTypeMap()).filter(
      (name) => contract.getType(name) === undefined,
    );
    await each(types, async (name) => {
      const { data } = await askAs(house, asker, {
        query: `{ __type(name: "${name}") { name fields { name } } }`,
      });
      expect([name, data]).toEqual([name, { __type: null }]);
    });
    for (const name of [
      '_Service',
      '_Entity',
      '_Any',
      'join__Graph',
      'link__Import',
      'federation__FieldSet',
    ]) {
      const { data } = await askAs(house, asker, { query: `{ __type(name: "${name}") { name } }` });
      expect([name, data]).toEqual([name, { __type: null }]);
    }
  });
});

describe('A58: nothing else is served', () => {
  test.each([
    '/',
    '/graphql/',
    '/graphiql',
    '/playground',
    '/voyager',
    '/sdl',
    '/schema',
    '/schema.graphql',
    '/supergraph',
    '/.env',
    '/package.json',
    '/.git/config',
    '/server.js.map',
    '/metrics',
    '/health',
    '/debug/pprof',
    '/admin',
    '/_service',
    '/operations',
    '/trusted-documents',
    '/graphql/stream',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/favicon.ico',
  ])('%s', async (path) => {
    const url = new URL(house.url);
    const response = await fetch(`${url.origin}${path}`, { headers: { accept: 'text/html,*/*' } });
    expect([404, 405]).toContain(response.status);
    expect((await response.text()).length).toBeLessThan(200);
    expect(response.headers.get('server')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  test('no page of another origin is let in', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const preflight = await fetch(house.url, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(405);
    const asked = await exchange(
      house,
      { origin: 'https://evil.example' },
      { query: '{ viewer { audience } }' },
    );
    for (const told of [Object.fromEntries(preflight.headers), asked.headers]) {
      expect(Object.keys(told).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('A60, A67, INV3: a refusal is told where it stands, and only there', () => {
  test.each<[Asker, string]>([
    [
      'lumen',
      '{ myRecordations { nodes { number seizures { nodes { id port manufacturer { name } images { reference } } } } } }',
    ],
    [
      'beacon',
      '{ importers(first: 20) { nodes { id name registryStatus bonds { amount } exclusionLinks { id } } } }',
    ],
    ['bazaar', '{ importers(first: 20) { nodes { id name registryStatus knownShipper { enrolled } } } }'],
    [
      'beacon',
      '{ importers(first: 20) { nodes { id name number entries(first: 2) { nodes { number } } } } }',
    ],
  ])('%s: %s', async (asker, query) => {
    const { status, data, text } = await askAs(house, asker, { query });
    expect(status).toBe(200);
    const { errors = [], extensions } = JSON.parse(text) as {
      errors?: readonly {
        path: readonly (string | number)[];
        message: string;
        extensions: Record<string, unknown>;
      }[];
      extensions: {
        disclosure: { withheld: readonly { coordinate: string; reason: string; count: number }[] };
      };
    };
    expect(errors.length).toBeGreaterThan(0);
    const told = new Map(
      extensions.disclosure.withheld.map((each) => [`${each.coordinate} ${each.reason}`, each.count]),
    );
    for (const { path, extensions: of } of errors) {
      expect(of.code).toBe('FIELD_WITHHELD');
      expect(Object.keys(of).sort()).toEqual([
        'authority',
        'availableWhen',
        'code',
        'coordinate',
        'reason',
        'rule',
      ]);
      expect(path.at(-1)).toBe(String(of.coordinate).split('.')[1]);
      const value = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], data);
      expect([path, value]).toEqual([path, null]);
      expect(told.get(`${of.coordinate} ${of.reason}`)).toBeGreaterThan(0);
    }
    expect(new Set(errors.map(({ path }) => path.join('.'))).size).toBe(errors.length);
  });
});

describe('A21, A66: whatever fails, nothing that was asked or held is written down or told', () => {
  const CANARIES = [DUNE, 'ZEBRA CANARY HOLDINGS', 'canary-token-7f3a', 'IPRR-0CANARY', '07-CANARY0000'];
  const [ssn = '', party = '', token = '', reference = '', number = ''] = CANARIES;
  const OF_THE_DATABASE =
    /select |insert into|\brelation\b|column |constraint|duplicate key|pg_|postgres|22P02|42P01|\.sql|at .*\.ts:/i;

  async function nothingIsWritten(work: () => Promise<readonly string[]>): Promise<void> {
    const before = written.length;
    const logged = house.failures.length;
    const texts = await work();
    const lines = JSON.stringify([house.failures.slice(logged), written.slice(before)]);
    for (const canary of CANARIES) expect([canary, lines.includes(canary)]).toEqual([canary, false]);
    for (const text of texts) expect(text).not.toMatch(OF_THE_DATABASE);
  }

  test('questions that are no questions', () =>
    nothingIsWritten(async () => {
      const said = await credentials(house, 'fda');
      const bodies: readonly unknown[] = [
        `{"query": "${ssn}`,
        `"${ssn}"`,
        [ssn],
        { query: `{ ${party.replaceAll(' ', '_')} }` },
        { query: ssn },
        { query: `"${ssn}"` },
        { query: '{ viewer { audience } }', operationName: party },
        { query: '{ viewer { audience } }', variables: ssn },
        { documentId: party },
        { query: `{ importers(first: "${ssn}") { nodes { id } } }` },
        { query: `{ importer(id: {n: "${ssn}"}) { id } }` },
        { query: `{ importerByNumber(number: "${number}") { id } }` },
        { query: `{ importerByNumber(number: "${ssn}9") { id } }` },
        { query: `{ entryByNumber(number: "${ssn}") { id } }` },
        { query: `{ exclusionsRequiringVigilance(since: "${ssn}") { nodes { id } } }` },
        { query: `{ importers(after: "${ssn}") { nodes { id } } }` },
        { query: `{ recordation(number: "${reference}") { id } }` },
        { query: `{ post(code: "${ssn}") { id } }` },
        { query: `{ brokerByFilerCode(code: "${ssn}") { id } }` },
        { query: `{ exclusions(filter: { uei: "${ssn}" }) { nodes { id } } }` },
        { query: `{ exclusions(filter: { country: "${ssn}" }) { nodes { id } } }` },
        {
          query: `{ screen(parties: [{ name: "${party}", identifiers: [{ scheme: UEI, value: "${ssn}" }] }]) { results { error verdict } } }`,
        },
        { query: `{ importer(id: "a\\u0000${ssn}") { id } }` },
      ];
      const answers = await each(bodies, (body) => exchange(house, said, body));
      for (const [nth, { text, status }] of answers.entries()) {
        expect([nth, status]).toEqual([nth, status < 500 ? status : 'a failure']);
        expect([nth, text.includes(ssn)]).toEqual([nth, false]);
        expect([nth, text.includes('INTERNAL_SERVER_ERROR')]).toEqual([nth, false]);
      }
      return answers.map(({ text }) => text);
    }));

  test('variables of every type where they do not belong', () =>
    nothingIsWritten(async () => {
      const query = `query ($number: ImporterNumber!, $day: Date!, $country: CountryCode, $first: Int!, $kind: ImporterKind) {
        importerByNumber(number: $number) { id } exclusionsRequiringVigilance(since: $day, first: $first) { nodes { id } }
        importers(filter: { country: $country, kind: $kind }) { nodes { id } } }`;
      const fits = { number: ssn, day: '2026-01-01', country: 'US', first: 1, kind: 'LLC' };
      const wrong: readonly unknown[] = [
        ssn,
        party,
        123456789,
        1.5,
        true,
        null,
        [ssn],
        { a: ssn },
        '',
        '\0',
        '\ud800',
        'x'.repeat(300),
      ];
      const asked = Object.keys(fits).flatMap((name) => wrong.map((value) => ({ ...fits, [name]: value })));
      const answers = await each(asked, (variables) => askAs(house, 'fda', { query, variables }));
      for (const [nth, { text }] of answers.entries()) {
        expect([nth, text.includes(ssn), text.includes('INTERNAL_SERVER_ERROR')]).toEqual([
          nth,
          false,
          false,
        ]);
      }
      return answers.map(({ text }) => text);
    }));

  test('days that no calendar has, and days at its ends', () =>
    nothingIsWritten(async () => {
      const query = `query ($day: Date!) { exclusions(first: 1, filter: { asOf: $day, status: ACTIVE }) { nodes { status(asOf: $day) } }
        brokers(first: 1) { nodes { licenseStatus(asOf: $day) } } recordation(number: "TMK 07-00001") { status(asOf: $day) } }`;
      const days = [
        '0000-01-01',
        '0001-01-01',
        '9999-12-31',
        '2026-02-30',
        '2026-13-01',
        '-2026-01-01',
        '+002026-01-01',
        '2026-01-01T00:00:00Z',
      ];
      const answers = await each(days, (day) => askAs(house, 'nobody', { query, variables: { day } }));
      for (const [nth, { text }] of answers.entries()) {
        expect([days[nth], text.includes('INTERNAL_SERVER_ERROR')]).toEqual([days[nth], false]);
      }
      return answers.map(({ text }) => text);
    }));

  test('tokens and purposes that are not taken', () =>
    nothingIsWritten(async () => {
      const answers = await each(
        [
          `Bearer ${token}`,
          `Bearer ${token}.${token}.${token}`,
          `Basic ${token}`,
          token,
          `Bearer ${(await credentials(house, 'fda')).authorization?.slice(7)}${token}`,
        ],
        (authorization) =>
          exchange(house, { authorization, 'x-purpose': 'IDENTITY' }, { query: '{ viewer { audience } }' }),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
      const purposes = await exchange(house, { 'x-purpose': token }, { query: '{ viewer { audience } }' });
      return [...answers, purposes].map(({ text }) => text);
    }));

  test('a database that fails under the question', () =>
    nothingIsWritten(async () => {
      const tables = [
        'importers.importer',
        'entries.seizure',
        'debarments.exclusion',
        'brokers.broker',
        'posts.post',
        'importers.listing',
      ];
      const away = (name: string) => [`${name}`, `${name.split('.')[1]}_away`] as const;
      for (const table of tables) {
        const [name, other] = away(table);
        await house.admin.unsafe(`alter table ${name} rename to ${other}`);
      }
      const logged = house.failures.length;
      try {
        const asked: readonly (readonly [string, Record<string, unknown>])[] = [
          ['query ($v: ImporterNumber!) { importerByNumber(number: $v) { name number } }', { v: ssn }],
          ['query ($v: String) { importers(filter: { name: $v }) { nodes { id } } }', { v: party }],
          ['query ($v: ID!) { seizure(id: $v) { id } }', { v: party }],
          ['query ($v: String) { exclusions(filter: { name: $v }) { nodes { name } } }', { v: party }],
          ['query ($v: String) { brokers(filter: { namePrefix: $v }) { nodes { name } } }', { v: party }],
          ['query ($v: String) { posts(filter: { namePrefix: $v }) { nodes { name } } }', { v: party }],
          ['query ($v: String) { trustedImporters(search: $v) { nodes { name } } }', { v: party }],
        ];
        const answers = await each(asked, ([query, variables]) =>
          askAs(house, 'fda', { query, variables, purpose: 'IDENTITY' }),
        );
        for (const { text } of answers) {
          expect(text).toContain('"code":"INTERNAL_SERVER_ERROR"');
          expect(text).toContain('The answer could not be made.');
          for (const canary of CANARIES) expect(text).not.toContain(canary);
        }
        expect(house.failures.length).toBeGreaterThanOrEqual(logged + asked.length);
        return answers.map(({ text }) => text);
      } finally {
        for (const table of tables) {
          const [name, other] = away(table);
          await house.admin.unsafe(
            `alter table ${name.split('.')[0]}.${other} rename to ${name.split('.')[1]}`,
          );
        }
      }
    }));

  test('a ledger that fails under the answer: the protected is withheld, and nothing of it is written', () =>
    nothingIsWritten(async () => {
      await house.admin.unsafe('alter table ledger.disclosure rename to disclosure_away');
      const query = `{ importer(id: "${ids.importer(DUNE)}") { id number name } trustedImporters(first: 1) { nodes { name } } }`;
      try {
        const answer = await askAs(house, 'fda', { query, purpose: 'IDENTITY' });
        expect(answer.data).toMatchObject({
          importer: { number: null, name: null },
          trustedImporters: { nodes: [{ name: expect.any(String) }] },
        });
        expect(answer.text).toContain('LEDGER_UNAVAILABLE');
        expect(answer.text).not.toContain(DUNE);
        return [answer.text];
      } finally {
        await house.admin.unsafe('alter table ledger.disclosure_away rename to disclosure');
      }
    }));

  test('the ledger itself holds which cells were read and none of their values', async () => {
    const id = ids.importer(DUNE);
    await askAs(house, 'cbp', {
      query: `{ importer(id: "${id}") { name number otherNames } seizure(id: "${ids.seizure(castCase(2))}") { manufacturer { name address } } importerByNumber(number: "${ssn}") { id } }`,
    });
    await askAs(house, 'cbp', { query: `{ importer(id: "${ids.importer(CASCADE)}") { name } }` });
    const rows = await house.admin.unsafe(
      'select to_jsonb(d)::text || to_jsonb(r)::text as text from ledger.entry d join ledger.request r using (request_id)',
    );
    expect(rows.length).toBeGreaterThan(2);
    const held = rows.map(({ text }) => String(text)).join('\n');
    for (const value of [ssn, 'DUNE TRADING', 'CASCADE NUTRITION', 'INVENTED OPTICAL'])
      expect([value, held.includes(value)]).toEqual([value, false]);
  });
});
