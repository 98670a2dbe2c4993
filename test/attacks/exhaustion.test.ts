import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { AURORA, CASCADE } from '@good-standing/gateway/world/cast.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { type Answer, type Asker, askAs, credentials, each, exchange } from './askers.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;

beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
  await askAs(house, 'fda', { query: '{ importers(first: 2) { nodes { id name } } }' });
});
afterAll(() => house?.close());

/** CPU milliseconds of this process, which is the house and its client, while work went on. */
async function cpuOf<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly ms: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

const ASKERS_OF_EACH_CLASS: readonly Asker[] = ['nobody', 'lumen', 'bazaar', 'fda'];
/** What one refused or answered request may cost at most, with a wide margin for a loaded machine. */
const MOST_CPU_MS = 2_000;

const bomb = (levels: number) =>
  `{ ...F0 } ${Array.from({ length: levels }, (_, nth) => `fragment F${nth} on Query { ...F${nth + 1} ...F${nth + 1} }`).join(' ')} fragment F${levels} on Query { viewer { audience } }`;

/** A document for each published way to exhaust a gateway, filled up to what a body may hold. */
const DOCUMENTS: readonly (readonly [id: string, query: string])[] = [
  ['A45: one field, over and over', `{ ${'viewer { audience } '.repeat(900)} }`],
  ['A45: one leaf, over and over', `{ viewer { ${'audience '.repeat(1_990)} } }`],
  ['A45: inline fragments, over and over', `{ ${'... { viewer { audience } } '.repeat(600)} }`],
  [
    'A45: fragments against one another',
    `{ viewer { ${Array.from({ length: 150 }, (_, nth) => `...F${nth}`).join(' ')} } } ${Array.from({ length: 150 }, (_, nth) => `fragment F${nth} on Viewer { audience a${nth}: purpose }`).join(' ')}`,
  ],
  [
    'A45: aliases against one another',
    `{ viewer { ${Array.from({ length: 600 }, (_, nth) => `a${nth % 30}: ${nth % 2 ? 'purpose' : 'audience'}`).join(' ')} } }`,
  ],
  ['A46: a bomb of twenty-five levels', bomb(25)],
  ['A46: a bomb of as many levels as fit', bomb(180)],
  [
    'A46: fragments in a circle',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A viewer { audience } }',
  ],
  [
    'A46: fragments in a circle through a field',
    '{ importers { ...A } } fragment A on ImporterConnection { nodes { trustedListing { importer { ...B } } } } fragment B on Importer { trustedListing { importer { ...B } } }',
  ],
  [
    'A48: aliases',
    `{ ${Array.from({ length: 300 }, (_, nth) => `a${nth}: viewer { audience }`).join(' ')} }`,
  ],
  [
    'A48: aliases hidden in a fragment',
    `{ ...A ...A ...A } fragment A on Query { ${Array.from({ length: 40 }, (_, nth) => `a${nth}: viewer { audience }`).join(' ')} }`,
  ],
  ['A49: braces', '{ a '.repeat(4_000)],
  ['A49: braces that close', `${'{ a '.repeat(900)}${'}'.repeat(900)}`],
  ['A49: lists within lists', `{ importer(id: ${'['.repeat(1_500)}`],
  ['A49: lists within lists that close', `{ importer(id: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`],
  ['A49: types within types', `query ($a: ${'['.repeat(900)}Int${']'.repeat(900)}) { viewer { audience } }`],
  [
    'A50: a fragment named as introspection',
    '{ ...__schema } fragment __schema on Query { importers { nodes { trustedListing { importer { trustedListing { importer { trustedListing { importer { trustedListing { importer { trustedListing { importer { trustedListing { importer { id } } } } } } } } } } } } } } }',
  ],
  [
    'A50: a fragment used at a greater depth after it was measured',
    `{ importers { nodes { ...F } } b: importers { nodes { trustedListing { importer { trustedListing { importer { trustedListing { importer { trustedListing { importer { trustedListing { importer { ...F } } } } } } } } } } } } } fragment F on Importer { trustedListing { importer { trustedListing { importer { id } } } } }`,
  ],
  [
    'A50: introspection within introspection',
    `{ __schema { types { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } } } } } }`,
  ],
  [
    'A50: introspection, many times',
    `{ ${Array.from({ length: 60 }, (_, nth) => `a${nth}: __schema { types { name fields { name args { name } } } }`).join(' ')} }`,
  ],
  ['directives', `{ viewer ${'@skip(if: false) '.repeat(300)} { audience } }`],
  [
    'variables',
    `query (${Array.from({ length: 400 }, (_, nth) => `$v${nth}: Int`).join(' ')}) { viewer { audience } }`,
  ],
  ['operations', Array.from({ length: 200 }, (_, nth) => `query Q${nth} { viewer { audience } }`).join(' ')],
  ['blanks and commas', `{ viewer { audience } }${' ,\n'.repeat(5_000)}`],
  ['comments', `{ viewer { audience } } ${'#x\n'.repeat(5_000)}`],
  ['a block string of blank lines', `{ importer(id: """${' \n'.repeat(7_000)}""") { id } }`],
  ['a long string', `{ importer(id: "${'\\u0041'.repeat(2_500)}") { id } }`],
  ['an unfinished string', `{ importer(id: "${'a'.repeat(15_000)}`],
  ['a long name', `{ ${'a'.repeat(15_000)} }`],
  ['a long number', `{ importers(first: ${'9'.repeat(15_000)}) { nodes { id } } }`],
];

describe.each(ASKERS_OF_EACH_CLASS)('A45-A50: documents made to exhaust, from %s', (asker) => {
  test.each(DOCUMENTS)('%s', async (_case, query) => {
    const { result, ms } = await cpuOf(() => askAs(house, asker, { query }));
    expect([200, 400, 413]).toContain(result.status);
    expect(ms).toBeLessThan(MOST_CPU_MS);
    if (result.status === 200) expect(result.text.length).toBeLessThan(400_000);
  });
});

describe('A47, A53: values made to exhaust', () => {
  const ask = async (asker: Asker, query: string, variables: Record<string, unknown>) => {
    const { result, ms } = await cpuOf(() => askAs(house, asker, { query, variables }));
    expect(ms).toBeLessThan(2 * MOST_CPU_MS);
    return result;
  };
  const refusal = ({ status, errors }: Answer) => [status, errors[0]?.extensions?.code];
  const screen = 'query ($parties: [PartyInput!]!) { screen(parties: $parties) { results { verdict } } }';
  const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown;

  test.each<[string, Asker, string, Record<string, unknown>, unknown]>([
    [
      'half a million empty items',
      'bazaar',
      screen,
      { parties: Array.from({ length: 170_000 }, () => ({})) },
      'BAD_USER_INPUT',
    ],
    [
      'a hundred thousand names of one party',
      'bazaar',
      screen,
      { parties: [{ name: 'x', otherNames: Array.from({ length: 100_000 }, () => 'a') }] },
      'LIMIT_LIST_ITEMS',
    ],
    [
      'a thousand parties and one',
      'bazaar',
      screen,
      { parties: Array.from({ length: 1_001 }, () => ({ name: 'Invented' })) },
      'LIMIT_LIST_ITEMS',
    ],
    [
      'fields nobody knows, beside a long one',
      'fda',
      screen,
      {
        parties: [
          {
            name: ' at "a'.repeat(60_000),
            ...Object.fromEntries(Array.from({ length: 400 }, (_, nth) => [`f${nth}`, 1])),
          },
        ],
      },
      'BAD_USER_INPUT',
    ],
    [
      'a long text where a number belongs',
      'fda',
      'query ($n: Int!) { importers(first: $n) { nodes { id } } }',
      { n: ' at "x'.repeat(70_000) },
      'BAD_USER_INPUT',
    ],
    ['lists, ten thousand deep', 'fda', screen, { parties: nested(10_000) }, 'LIMIT_INPUT_DEPTH'],
    [
      'a page beyond the largest, by a variable',
      'nobody',
      'query ($n: Int!) { importers(first: $n) { nodes { id } } }',
      { n: 2_147_483_647 },
      'LIMIT_FIRST',
    ],
    [
      'a page of pages beyond the cost',
      'fda',
      'query ($n: Int = 200) { importers(first: $n) { nodes { entries(first: $n) { nodes { id lines(first: $n) { nodes { hts } } } } } } }',
      {},
      'LIMIT_COST',
    ],
    [
      'a prefix of one letter',
      'nobody',
      'query ($p: String) { brokers(filter: { namePrefix: $p }) { nodes { id } } }',
      { p: 'a' },
      'LIMIT_PREFIX',
    ],
    [
      'blanks for a prefix',
      'nobody',
      'query ($p: String) { brokers(filter: { namePrefix: $p }) { nodes { id } } }',
      { p: ' a       ' },
      'LIMIT_PREFIX',
    ],
    [
      'a long id',
      'fda',
      'query ($id: ID!) { importer(id: $id) { id } }',
      { id: 'x'.repeat(100_000) },
      'LIMIT_CHARACTERS',
    ],
    [
      'a long cursor',
      'fda',
      'query ($after: String) { importers(after: $after) { nodes { id } } }',
      { after: 'x'.repeat(5_000) },
      'LIMIT_CHARACTERS',
    ],
  ])('%s', async (_case, asker, query, variables, code) => {
    expect(refusal(await ask(asker, query, variables))).toEqual([400, code]);
  });

  test('names that grow when they are normalised are looked up within bounds', async () => {
    const names = [
      '\u{FDFA}'.repeat(200),
      'ﬃ'.repeat(200),
      'a\u0301'.repeat(100),
      '\u200d'.repeat(200),
      'é\u0327'.repeat(60),
    ];
    const parties = Array.from({ length: 500 }, (_, nth) => ({
      name: names[nth % names.length],
      otherNames: [names[(nth + 1) % names.length]],
    }));
    const { status, text } = await ask('bazaar', screen, { parties });
    expect(status).toBe(200);
    expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  });

  test.each([
    '%',
    '_',
    '\\',
    '%%%%',
    'a%b',
    "'; drop table importer; --",
    '$1',
    ':today',
    '*',
    '.*',
    '\u{10FFFF}abc',
  ])('A53: a search by "%s" is a search for that text', async (text) => {
    for (const [query, field] of [
      ['query ($t: String) { trustedImporters(search: $t) { nodes { name } } }', 'trustedImporters'],
      ['query ($t: String) { brokers(filter: { namePrefix: $t }) { nodes { name } } }', 'brokers'],
      ['query ($t: String) { exclusions(filter: { namePrefix: $t }) { nodes { name } } }', 'exclusions'],
      ['query ($t: String) { posts(filter: { namePrefix: $t }) { nodes { name } } }', 'posts'],
    ] as const) {
      const { data, errors } = await askAs(house, 'fda', { query, variables: { t: text.padEnd(3, text) } });
      const found = (data?.[field] as { nodes: readonly unknown[] } | undefined)?.nodes ?? [];
      expect([field, found]).toEqual([field, []]);
      expect(errors.map(({ extensions }) => extensions?.code)).not.toContain('INTERNAL_SERVER_ERROR');
    }
  });
});

describe('A47: the largest questions that pass are answered within bounds', () => {
  test.each<[Asker, string]>([
    [
      'nobody',
      '{ importers(first: 25) { nodes { id kind name otherNames trustedListing { name importer { id name } } } } }',
    ],
    [
      'lumen',
      '{ myRecordations(first: 15) { nodes { number seizures(first: 100) { nodes { id stage port description manufacturer { name } images { reference } } } } } }',
    ],
    [
      'fda',
      '{ importers(first: 100) { nodes { id name number bonds { amount } brokers { name } entries(first: 100) { nodes { number } } } } }',
    ],
    [
      'fda',
      `{ ${Array.from({ length: 15 }, (_, nth) => `a${nth}: importers(first: 200) { nodes { id name otherNames registryStatus } }`).join(' ')} }`,
    ],
  ])('%s: %s', async (asker, query) => {
    const { result, ms } = await cpuOf(() => askAs(house, asker, { query }));
    expect(ms).toBeLessThan(4 * MOST_CPU_MS);
    expect([200, 400]).toContain(result.status);
    if (result.status === 400) expect(result.errors[0]?.extensions?.code).toMatch(/^LIMIT_/);
  });
});

describe('A54: a flood of refusals', () => {
  test('twenty errors at most, and every cell counted', async () => {
    const query = `{ importers(first: 50) { nodes { id name number registryStatus lastUsedOn
      addresses { kind } profile { uei } bonds { amount } dutyAccount { owed } entries(first: 1) { nodes { id } } } } }`;
    const answer = await askAs(house, 'beacon', { query });
    const { nodes } = answer.data?.importers as { nodes: readonly Record<string, unknown>[] };
    const { withheld } = (
      JSON.parse(answer.text) as {
        extensions: { disclosure: { withheld: readonly { coordinate: string; count: number }[] } };
      }
    ).extensions.disclosure;
    expect(nodes.length).toBeGreaterThan(3);
    expect(answer.errors.length).toBeLessThanOrEqual(20);
    for (const field of ['number', 'registryStatus', 'addresses', 'bonds', 'dutyAccount', 'entries']) {
      const nulls = nodes.filter((node) => node[field] === null).length;
      expect(nulls).toBeGreaterThan(3);
      const told = withheld.filter(({ coordinate }) => coordinate === `Importer.${field}`);
      expect([field, told.reduce((sum, { count }) => sum + count, 0)]).toEqual([field, nulls]);
    }
  });

  test('a document of nothing but mistakes tells twenty', async () => {
    const query = `{ ${Array.from({ length: 200 }, (_, nth) => `x${nth}`).join(' ')} }`
      .replace('{', '{ viewer {')
      .concat(' }');
    const answer = await askAs(house, 'fda', { query });
    expect(answer.errors.length).toBeLessThanOrEqual(21);
  });

  test('variables that do not fit tell twenty, and none of what came', async () => {
    const answer = await askAs(house, 'bazaar', {
      query: 'query ($parties: [PartyInput!]!) { screen(parties: $parties) { results { verdict } } }',
      variables: { parties: Array.from({ length: 900 }, () => ({ name: ['000-12-3456'] })) },
    });
    expect(answer.errors.length).toBeLessThanOrEqual(21);
    expect(answer.text).not.toContain('000-12-3456');
  });
});

describe('A51: bodies', () => {
  test('a compressed bomb is refused unread', async () => {
    const packed = gzipSync(Buffer.alloc(32 * 1024 * 1024, ' '));
    const { result, ms } = await cpuOf(async () => {
      const headers = {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        ...(await credentials(house, 'fda')),
      };
      return fetch(house.url, { method: 'POST', headers, body: packed });
    });
    expect(result.status).toBe(415);
    expect(ms).toBeLessThan(MOST_CPU_MS);
  });

  test('half a megabyte of JSON made to be deep, wide or doubled', async () => {
    const bodies = [
      `{"query":"{viewer{audience}}","variables":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`,
      `{"query":"{viewer{audience}}","extensions":${'['.repeat(7_000)}${']'.repeat(7_000)}}`,
      `{${'"query":"{viewer{audience}}",'.repeat(500)}"variables":{}}`,
      `{"query":"{viewer{audience}}","variables":{${Array.from({ length: 1_000 }, (_, nth) => `"k${nth}":0`).join(',')}}}`,
      `{"query":${'9'.repeat(15_000)}}`,
    ];
    for (const body of bodies) {
      const { result, ms } = await cpuOf(() => exchange(house, {}, body));
      expect([200, 400]).toContain(result.status);
      expect(ms).toBeLessThan(MOST_CPU_MS);
    }
  });

  test('headers made to be long', async () => {
    for (const headers of [
      { accept: `${'application/x;q=0.1,'.repeat(700)}` },
      { authorization: `Bearer ${'a'.repeat(12_000)}` },
      { 'x-purpose': 'A'.repeat(12_000) },
    ]) {
      const { result, ms } = await cpuOf(() =>
        exchange(house, headers as Record<string, string>, { query: '{ viewer { audience } }' }),
      );
      expect(result.status).toBeGreaterThanOrEqual(400);
      expect(ms).toBeLessThan(MOST_CPU_MS);
    }
  });

  test('a body that never ends is not waited for by anyone else', async () => {
    const { hostname, port } = new URL(house.url);
    const slow = Array.from({ length: 20 }, () => {
      const request = httpRequest({
        hostname,
        port,
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 1_000 },
      });
      request.on('error', () => undefined);
      request.write('{"query":');
      return request;
    });
    try {
      expect((await askAs(house, 'nobody', { query: '{ viewer { audience } }' })).status).toBe(200);
    } finally {
      for (const request of slow) request.destroy();
    }
  });
});

test('A56: no question reaches a prototype', async () => {
  const shapes = [
    { query: '{ __proto__: viewer { polluted: audience } }' },
    { query: '{ constructor: viewer { prototype: audience } }' },
    { query: '{ viewer { toString: audience valueOf: purpose hasOwnProperty: demoted } }' },
    { query: 'query ($__proto__: Int) { viewer { audience } }' },
    { query: '{ viewer { ...__proto__ } } fragment __proto__ on Viewer { audience }' },
    { query: 'query constructor { viewer { audience } }', operationName: 'constructor' },
    { query: '{ viewer { audience } }', operationName: '__proto__' },
    { documentId: '__proto__' },
    { documentId: 'constructor' },
  ];
  for (const body of shapes) {
    const { status } = await exchange(house, {}, body);
    expect([200, 400, 404]).toContain(status);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  }
  const raw =
    '{"query":"{viewer{audience}}","variables":{"__proto__":{"polluted":true}},"__proto__":{"polluted":true},"extensions":{"__proto__":{"polluted":true}}}';
  await exchange(house, {}, raw);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const { data } = await exchange(
    house,
    {},
    { query: '{ viewer { toString: audience valueOf: audience } }' },
  );
  expect(data?.viewer).toEqual({ toString: 'PUBLIC', valueOf: 'PUBLIC' });
});

test('and the house is as it was', async () => {
  for (const number of [AURORA, CASCADE]) {
    const { status, data } = await askAs(house, 'fda', {
      query: `{ importer(id: "${ids.importer(number)}") { name } }`,
    });
    expect([status, data]).toEqual([200, { importer: { name: expect.any(String) } }]);
  }
  expect(house.failures.filter(({ event }) => event !== 'refused')).toEqual([]);
});

test('A53: many sets of filters leave few statements behind in the database', async () => {
  const filters = [
    'namePrefix: "abc"',
    'name: "abc"',
    'uei: "AURRKTCH2M45"',
    'cage: "1ABC2"',
    'program: "x"',
    'excludingAgency: "HHS"',
    'classification: FIRM',
    'byCbp: true',
  ];
  const sets = Array.from({ length: 2 ** filters.length }, (_, nth) =>
    filters.filter((_filter, bit) => nth & (1 << bit)).join(' '),
  );
  const answers = await each(sets, (filter) =>
    askAs(house, 'nobody', { query: `{ exclusions(first: 1, filter: { ${filter} }) { nodes { id } } }` }),
  );
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  const debarments = ROOMS.find(({ name }) => name === 'debarments');
  if (debarments === undefined) throw new Error('no debarments');
  const [kept] = await house.pools
    .of(debarments)
    .unsafe<{ count: number }[]>(`select count(*)::int from pg_prepared_statements`);
  expect(kept?.count).toBeLessThan(sets.length / 3);
});
