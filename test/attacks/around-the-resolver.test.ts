import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openHouse } from '@good-standing/gateway/house/house.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { CASCADE, DUNE } from '@good-standing/gateway/world/cast.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import fc from 'fast-check';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { ASKER_NAMES, ASKERS, type Asker, askAs, CONTRACTS, credentials, each, exchange } from './askers.ts';
import { ABSENT, KINDS, type Sampled, sampleIds } from './sample-ids.ts';
import {
  ALONE,
  directly,
  NOW,
  policyVersionsOf,
  type Served,
  type SubgraphAlone,
  serveAlone,
  viewerOf,
} from './served.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
let served: Served;
let direct: ReturnType<typeof directly>;
let sampled: Sampled;
const viewers = new Map<Asker, Viewer>();

beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
  served = await serveAlone(house);
  direct = directly(house, served, policyVersionsOf(house));
  sampled = await sampleIds(house);
  for (const asker of ASKER_NAMES) viewers.set(asker, await viewerOf(house, asker));
});
afterAll(async () => {
  await served?.close();
  await house?.close();
});

const as = (asker: Asker): Viewer => viewers.get(asker) ?? PUBLIC_VIEWER;
const SDL = '{ _service { sdl } }';
const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename SELECTION } }';

describe.each(ALONE)('A30: %s, asked past the gateway', (to) => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const flip = (text: string, at: number) =>
    `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  const payload = (assertion: string, over: object) => {
    const [claims = '', signature] = assertion.split('.');
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    return `${Buffer.from(JSON.stringify({ ...read, ...over })).toString('base64url')}.${signature}`;
  };
  const OTHER: Readonly<Record<SubgraphAlone, SubgraphAlone>> = {
    importers: 'entries',
    entries: 'importers',
    debarments: 'brokers',
    posts: 'importers',
    brokers: 'posts',
  };

  test.each<[string, NonNullable<Parameters<typeof direct>[0]['assertion']>]>([
    ['without an assertion', () => null],
    ['with an empty one', () => ''],
    ['unsigned', (signed) => `${signed().split('.')[0]}.`],
    ['signed by another key', (signed) => signed({ key: stranger })],
    ['with another body', (signed) => signed({ body: '{"query":"{ __typename }"}' })],
    [
      'with a body of more blanks',
      (signed) => signed({ body: `${JSON.stringify({ query: SDL, variables: {} })} ` }),
    ],
    ['addressed to another subgraph', (signed) => signed({ subgraph: OTHER[to] })],
    ['half a minute old', (signed) => signed({ sentAt: Date.now() - 30_001 })],
    ['of a minute to come', (signed) => signed({ sentAt: Date.now() + 60_000 })],
    ['A64: under another policy', (signed) => signed({ policyVersion: `${to}@000000000000` })],
    ['of a better viewer than was signed', (signed) => payload(signed(), { viewer: as('cbp') })],
    ['with a bit changed in the claims', (signed) => flip(signed(), 40)],
    ['with a bit changed in the signature', (signed) => flip(signed(), signed().lastIndexOf('.') + 8)],
    [
      'with the signature of another',
      (signed) => `${signed({ viewer: as('cbp') }).split('.')[0]}.${signed().split('.')[1]}`,
    ],
    ['as a JSON Web Token without algorithm', (signed) => `eyJhbGciOiJub25lIn0.${signed().split('.')[0]}.`],
  ])('%s: 401, and not a word of data', async (_case, assertion) => {
    const answer = await direct({ to, viewer: as('nobody'), query: SDL, assertion });
    expect(answer.status).toBe(401);
    expect(Object.keys(JSON.parse(answer.text) as object)).toEqual(['errors']);
    expect(answer.text).not.toMatch(/type |imp_|sdl/);
  });

  test('the same assertion twice is good once', async () => {
    let held: string | null = null;
    const assertion = (signed: () => string) => {
      held ??= signed();
      return held;
    };
    const query = '{ __typename }';
    expect((await direct({ to, viewer: as('nobody'), query, assertion })).status).toBe(200);
    const again = await direct({ to, viewer: as('nobody'), query, assertion });
    expect([again.status, again.text]).toEqual([401, expect.stringContaining('REPLAYED')]);
  });

  test("A58: the schema is the gateway's to read, and no other method or path has it", async () => {
    const url = new URL(served.urls.get(to) ?? '');
    for (const path of [
      '/',
      '/graphql?query={_service{sdl}}',
      '/sdl',
      '/schema.graphql',
      '/metrics',
      '/../package.json',
    ]) {
      const response = await fetch(new URL(path, url));
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).not.toMatch(/type Query|"sdl"/);
    }
    expect((await fetch(url)).status).toBe(405);
  });

  test('A32: what a caller says of itself beside the assertion is not looked at', async () => {
    const query = '{ __typename }';
    const spoofed = await direct({
      to,
      viewer: as('nobody'),
      query,
      headers: {
        authorization: 'Bearer x',
        'x-audience': 'CBP',
        'x-viewer': JSON.stringify({ audience: 'CBP' }),
      },
    });
    expect(spoofed).toEqual(await direct({ to, viewer: as('nobody'), query }));
  });
});

const KEYED = [
  ['importers', 'Importer', 'id name otherNames number registryStatus kind trustedListing { name }'],
  [
    'entries',
    'Importer',
    'id entries { nodes { id number } } seizures { nodes { id } } violations { nodes { id } } dutyAccount { owed }',
  ],
  [
    'entries',
    'Seizure',
    'id stage port description manufacturer { name } exporter { name } images { reference } caseNumber domesticValue',
  ],
  ['entries', 'Entry', 'id number port enteredValue lines { nodes { hts description value } }'],
  ['entries', 'Recordation', 'id number seizures { nodes { id stage } }'],
  ['debarments', 'Importer', 'id exclusionLinks { id status }'],
  ['debarments', 'Exclusion', 'id name links { id status }'],
  ['debarments', 'ExclusionLink', 'id status basis'],
  ['brokers', 'Importer', 'id brokers { id name }'],
  ['brokers', 'Broker', 'id name ctpat clients { nodes { id } }'],
  ['posts', 'InternationalPost', 'id name quarters { nodes { quarter } }'],
] as const satisfies readonly (readonly [SubgraphAlone, string, string])[];

function keysOf(type: string): readonly string[] {
  const importers = [CASCADE, DUNE].map((number) => ids.importer(number));
  const seizures = [1, 2, 6, 7, 9].map((nth) => ids.seizure(castCase(nth)));
  const found: Readonly<Record<string, readonly string[]>> = {
    Importer: importers,
    Seizure: seizures,
    Entry: sampled.entry.slice(0, 3),
    Exclusion: sampled.exclusion,
    Broker: sampled.broker,
  };
  return [...(found[type] ?? sampled.others), ABSENT.importer, ABSENT.seizure];
}

const FORGERS: readonly Asker[] = ['nobody', 'cpsc', 'aurora', 'beacon', 'bazaar', 'lumen', 'meridian'];

describe('A31: a representation is believed for its key and nothing else', () => {
  const extra = fc.dictionary(
    fc.constantFrom(
      'related',
      'trusted',
      'confidential',
      'isViewersBroker',
      'ctpatConsent',
      'ownerId',
      'ownerOrg',
      'stage',
      'importerId',
      'agencies',
      'number',
      'name',
      'detainedOn',
      'seizedOn',
      'lawEnforcementHold',
      'status',
      'constructor',
      'toString',
      'viewer',
      'load',
      'cells',
    ),
    fc.oneof(
      fc.boolean(),
      fc.constant(null),
      fc.string({ maxLength: 12 }),
      fc.constant('2020-01-01'),
      fc.constant(['FDA', 'CPS']),
    ),
  );

  test.each(KEYED)('%s, %s: whatever else it says, the answer is the same', async (to, type, fields) => {
    const query = ENTITIES.replace('SELECTION', `... on ${type} { ${fields} }`);
    const withoutCursors = (text: string) => text.replaceAll(/"endCursor":"[^"]*"/g, '');
    for (const asker of FORGERS) {
      const ask = async (forged: object) => {
        const of = keysOf(type).map((id) => ({ ...forged, __typename: type, id }));
        const { status, text, data } = await direct({ to, viewer: as(asker), query, variables: { of } });
        if (!Array.isArray(data?._entities)) throw new Error(text);
        return [status, withoutCursors(text)];
      };
      const plain = await ask({});
      expect(plain[0]).toBe(200);
      await fc.assert(
        fc.asyncProperty(extra, async (forged) => {
          expect(await ask(forged)).toEqual(plain);
        }),
        { numRuns: 4 },
      );
    }
  });

  test.each([
    ['an unknown type', { __typename: 'Secret', id: 'x' }],
    ['a type of another owner', { __typename: 'Bond', id: 'x' }],
    ['a type that is no entity', { __typename: 'PageInfo', id: 'x' }],
    ['a type of the language', { __typename: '__Schema', id: 'x' }],
    ['no type', { id: 'x' }],
    ['no key', { __typename: 'Importer' }],
    ['a null key', { __typename: 'Importer', id: null }],
    ['a list for a key', { __typename: 'Importer', id: ['imp_1', 'imp_2'] }],
    ['an object for a key', { __typename: 'Importer', id: { $ne: null } }],
    ['a statement for a key', { __typename: 'Importer', id: "' or true --" }],
    ['a NUL for a key', { __typename: 'Importer', id: '\0' }],
    ['a prototype for a type', { __typename: '__proto__', id: 'x' }],
  ])('%s finds nothing, and nothing of the database is told', async (_case, representation) => {
    const query = ENTITIES.replace('SELECTION', '... on Importer { id name number registryStatus }');
    const { status, text, data } = await direct({
      to: 'importers',
      viewer: as('cbp'),
      query,
      variables: { of: [representation] },
    });
    expect(status).toBe(200);
    expect(data?._entities ?? [null]).toEqual([null]);
    expect(text).not.toMatch(/select |relation|column|postgres|syntax error at|22P02|22021/i);
  });
});

describe('INV4: one answer on every path', () => {
  const SAME = [
    ['importers', 'Importer', 'importer', 'id kind name otherNames registryStatus lastUsedOn number'],
    [
      'entries',
      'Seizure',
      'seizure',
      'id stage environment grounds port importedOn description countryOfOrigin quantity { amount } manufacturer { name address } exporter { name } importerParty { name } redactedImages { reference } images { reference } caseNumber domesticValue',
    ],
    ['entries', 'Entry', 'entry', 'id number filedOn port enteredValue dutiesOwed dutiesPaid'],
    ['debarments', 'Exclusion', 'exclusion', 'id name samNumber status links { id status }'],
    ['brokers', 'Broker', 'broker', 'id name licenseStatus ctpat'],
  ] as const;

  test.each(SAME)(
    '%s, %s: the entity reference says what the root field says',
    async (to, type, root, all) => {
      for (const asker of ASKER_NAMES) {
        const contract = CONTRACTS[ASKERS[asker].audience];
        const held = contract.getType(type);
        const fields = (all.match(/\w+(?: \{[^}]*\})?/g) ?? [])
          .filter((field) => isObjectType(held) && (field.split(' ')[0] ?? '') in held.getFields())
          .join(' ');
        for (const id of keysOf(type)) {
          const rooted = await askAs(house, asker, {
            query: `query ($id: ID!) { ${root}(id: $id) { __typename ${fields} } }`,
            variables: { id },
          });
          const referenced = await direct({
            to,
            viewer: as(asker),
            query: ENTITIES.replace('SELECTION', `... on ${type} { ${fields} }`),
            variables: { of: [{ __typename: type, id }] },
          });
          const [entity] = (referenced.data?._entities ?? [null]) as readonly unknown[];
          expect([rooted.status, fields]).toEqual([200, fields]);
          expect([asker, id, entity]).toEqual([asker, id, rooted.data?.[root]]);
        }
      }
    },
  );

  test('A08, A09, A12: aliases, fragments, introspection beside it and conditions change no cell', async () => {
    const id = ids.seizure(castCase(1));
    const plain = await askAs(house, 'lumen', {
      query: `{ seizure(id: "${id}") { port exporter { name } images { reference } } }`,
    });
    const { port, exporter, images } = plain.data?.seizure as Record<string, unknown>;
    expect({ exporter, images }).toEqual({ exporter: null, images: null });
    expect(port).toBe('2704');
    const disguises: readonly (readonly [string, Record<string, unknown>?])[] = [
      [`{ a: seizure(id: "${id}") { port: exporter { name } id: images { reference } } }`],
      [
        `{ seizure(id: "${id}") { ...F } } fragment F on Seizure { ... { exporter { ... on NamedParty { x: name } } } images { reference } }`,
      ],
      [
        `{ __schema { __typename } __typename seizure(id: "${id}") { __typename exporter { __typename name } images { reference } } }`,
      ],
      [
        `query ($yes: Boolean = true) { seizure(id: "${id}") { exporter @include(if: $yes) { name } images @skip(if: false) { reference } } }`,
      ],
      [
        `query ($no: Boolean = true) { seizure(id: "${id}") { exporter @skip(if: $no) { name } images @include(if: true) { reference } } }`,
        { no: false },
      ],
      [
        `{ a: seizure(id: "${id}") { exporter { name } } b: seizure(id: "${id}") { exporter { address } images { reference } } }`,
      ],
    ];
    for (const [query, variables = {}] of disguises) {
      const answer = await askAs(house, 'lumen', { query, variables });
      expect([query, answer.status]).toEqual([query, 200]);
      expect(answer.text).not.toMatch(/INVENTED|QUAY|IMG-/);
      expect(JSON.parse(answer.text).extensions.disclosure.withheld).toMatchObject([
        { coordinate: 'Seizure.exporter', reason: 'STAGE', count: 1 },
        { coordinate: 'Seizure.images', reason: 'STAGE', count: 1 },
      ]);
    }
    const skipped = await askAs(house, 'lumen', {
      query: `query ($no: Boolean!) { seizure(id: "${id}") { exporter @include(if: $no) { name } } }`,
      variables: { no: false },
    });
    expect([skipped.data, JSON.parse(skipped.text).extensions.disclosure.withheld]).toEqual([
      { seizure: {} },
      [],
    ]);
  });
});

describe('A12: a day is the same day as a literal, as a variable and as the default of one', () => {
  const SEIZURES = 'id stage(asOf: $on)';
  const FORMS: readonly (readonly [string, string, string])[] = [
    ['Seizure', '($of: [_Any!]!, $on: Date = "DAY")', SEIZURES],
    ['Seizure', '($of: [_Any!]!, $on: Date)', SEIZURES],
    ['Seizure', '($of: [_Any!]!)', SEIZURES.replace('$on', '"DAY"')],
  ];
  const given = (declared: string, day: string) => (declared.includes('Date)') ? { on: day } : {});

  test('of a stage, past the gateway and through it', async () => {
    const id = ids.seizure(castCase(2));
    const stages = new Set<string>();
    for (const day of [NOW.toString().slice(0, 10), '2026-06-01', '2020-01-01']) {
      const answers: unknown[] = [];
      for (const [type, declared, fields] of FORMS) {
        const variables = given(declared, day);
        const asked = `_entities(representations: $of) { ... on ${type} { ${fields} } }`;
        const past = await direct({
          to: 'entries',
          viewer: as('cbp'),
          query: `query ${declared} { ${asked} }`.replaceAll('DAY', day),
          variables: { of: [{ __typename: type, id }], ...variables },
        });
        const through = await askAs(house, 'cbp', {
          query:
            `query ${declared.replace('$of: [_Any!]!', '$id: ID!')} { seizure(id: $id) { ${fields} } }`.replaceAll(
              'DAY',
              day,
            ),
          variables: { id, ...variables },
        });
        answers.push((past.data?._entities as readonly unknown[] | undefined)?.[0], through.data?.seizure);
      }
      expect(answers).toEqual(answers.map(() => answers[0]));
      stages.add(JSON.stringify(answers[0]));
    }
    expect(stages.size).toBeGreaterThan(1);
  });

  test.each(['"yesterday"', '3', '"2026-02-30"', '{ year: 2026 }'])(
    'what is no day is refused in each form: %s',
    async (day) => {
      for (const declared of [`($on: Date = ${day})`, '($on: Date)', '']) {
        const on = declared === '' ? day : '$on';
        const query = `query ${declared} { importers(first: 1) { nodes { entries(filter: { filedFrom: ${on} }) { nodes { id } } } } }`;
        const variables = declared === '($on: Date)' ? { on: day } : {};
        const past = await direct({
          to: 'entries',
          viewer: as('cbp'),
          query: `query ${declared.replace('(', '($of: [_Any!]!, ') || '($of: [_Any!]!)'} {
            _entities(representations: $of) {
              ... on Importer { entries(filter: { filedFrom: ${on} }) { nodes { id } } } } }`,
          variables: { of: [{ __typename: 'Importer', id: ids.importer(CASCADE) }], ...variables },
        });
        const through = await askAs(house, 'cbp', { query, variables });
        expect([declared, past.data ?? null]).toEqual([declared, null]);
        expect([declared, through.status, through.data ?? null]).toEqual([declared, 400, null]);
      }
    },
  );
});

describe('A34: an id is of its type, or of nothing', () => {
  const strange = [
    '',
    ' ',
    'imp_',
    'IMP_00000000000000000000',
    'imp_0000000000000000000u',
    "imp_' or '1'='1",
    '%',
    '../imp_1',
    '0',
    '-1',
    Buffer.from('Importer:imp_00000000000000000000').toString('base64'),
    'imp_00000000000000000000 ',
    '\u202eimp_0',
    '\ud800',
  ];

  test.each(['nobody', 'cbp', 'fda', 'beacon', 'lumen', 'bazaar'] as const)('%s', async (asker) => {
    const wrong = (kind: (typeof KINDS)[number]) => [
      ...KINDS.filter((other) => other !== kind).flatMap((other) => sampled[other].slice(0, 2)),
      ...sampled.others,
      ...strange,
      ...sampled[kind].slice(0, 1).flatMap((id) => [id.toUpperCase(), `${id} `, ` ${id}`, `${id}\u200b`]),
    ];
    for (const kind of KINDS) {
      const query = `query ($id: ID!) { ${kind}(id: $id) { __typename id } }`;
      const absent = await askAs(house, asker, { query, variables: { id: ABSENT[kind] } });
      await each(wrong(kind), async (id) => {
        const { requestId: _random, ...answer } = await askAs(house, asker, { query, variables: { id } });
        const { requestId: _other, ...expected } = absent;
        expect([kind, id, answer]).toEqual([kind, id, expected]);
      });
    }
  });

  test('A20: the accounting of a record is empty for whose it is not, and of no record', async () => {
    const query =
      'query ($record: ID!) { disclosures(record: $record) { nodes { record } pageInfo { hasNextPage } } }';
    await askAs(house, 'fda', { query: `{ importer(id: "${ids.importer(CASCADE)}") { name } }` });
    for (const asker of ASKER_NAMES) {
      const { data } = await askAs(house, asker, { query, variables: { record: ids.importer(CASCADE) } });
      const { nodes } = data?.disclosures as { nodes: readonly unknown[] };
      expect([asker, nodes.length > 0]).toEqual([asker, asker === 'cbp']);
    }
  });
});

describe('what the gateway does not have', () => {
  test.each(ASKER_NAMES)('A30, A35, A36, A39: %s finds no side door', async (asker) => {
    const refused = async (query: string) => {
      const answer = await askAs(house, asker, { query });
      return [answer.status, answer.data, answer.errors[0]?.message];
    };
    expect(await refused(SDL)).toEqual([400, undefined, 'Cannot query field "_service" on type "Query".']);
    expect(await refused('{ _entities(representations: []) { __typename } }')).toEqual([
      400,
      undefined,
      'Cannot query field "_entities" on type "Query".',
    ]);
    expect(await refused('{ viewer { audience ... @defer { purpose } } }')).toEqual([
      400,
      undefined,
      'Unknown directive "@defer".',
    ]);
    expect(await refused('{ importers { nodes @stream(initialCount: 1) { id } } }')).toEqual([
      400,
      undefined,
      'Unknown directive "@stream".',
    ]);
    expect((await refused('subscription { importer { id } }'))[0]).toBe(400);
    expect((await refused('query Q @live { viewer { audience } }'))[0]).toBe(400);
    const said = await credentials(house, asker);
    const one = { query: '{ viewer { audience } }' };
    expect((await exchange(house, said, [one])).status).toBe(400);
    const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } };
    expect((await exchange(house, said, persisted)).status).toBe(400);
  });

  test.each(ASKER_NAMES.filter((asker) => asker !== 'cbp'))(
    'A27: %s can change nothing, through either door',
    async (asker) => {
      const [link = ''] = (
        await house.admin.unsafe<{ id: string }[]>('select link_id as id from debarments.exclusion_link')
      ).map(({ id }) => id);
      const query =
        'mutation ($id: ID!) { decideExclusionLink(id: $id, decision: REJECT, note: "attack") { id status } }';
      const answer = await askAs(house, asker, { query, variables: { id: link } });
      expect([answer.status, answer.data]).toEqual([400, undefined]);
      const direct1 = await direct({ to: 'debarments', viewer: as(asker), query, variables: { id: link } });
      const direct2 = await direct({
        to: 'debarments',
        viewer: as(asker),
        query,
        variables: { id: 'xln_00000000000000000000' },
      });
      expect(direct1).toEqual(direct2);
      expect(direct1.data?.decideExclusionLink ?? null).toBeNull();
      expect(await house.admin.unsafe('select from debarments.link_decision')).toHaveLength(0);
      expect(
        (await house.admin.unsafe('select distinct status from debarments.exclusion_link')).map(
          ({ status }) => status,
        ),
      ).toEqual(['CONFIRMED']);
    },
  );

  test('A32: identity in headers, extensions, variables and the body is not looked at', async () => {
    const query =
      '{ viewer { audience organization { name } purpose scopes } importers(first: 25) { nodes { id name } } }';
    const plain = await askAs(house, 'nobody', { query });
    const headers = {
      'x-user-id': 'cbp',
      'x-audience': 'CBP',
      'x-hasura-role': 'admin',
      'x-forwarded-user': 'cbp',
      'x-viewer': '{"audience":"CBP"}',
      'good-standing-assertion': 'e30.e30',
      'x-forwarded-for': '127.0.0.1',
      cookie: 'token=x',
      'x-apollo-operation-name': 'x',
      'x-original-authorization': (await credentials(house, 'cbp')).authorization ?? '',
      forwarded: 'for=127.0.0.1',
    };
    const extensions = {
      jwt: { payload: { sub: 'cbp', org: 'cbp', acting_for: 'CBP' } },
      viewer: as('cbp'),
      headers,
    };
    const body = {
      query,
      extensions,
      viewer: as('cbp'),
      context: { viewer: as('cbp') },
      variables: { viewer: as('cbp') },
    };
    const { requestId: _one, headers: _told, ...spoofed } = await exchange(house, headers, body);
    const { requestId: _other, headers: _plain, ...expected } = plain;
    expect(spoofed).toEqual(expected);
  });
});

describe('A33: the link to a subgraph in another process', () => {
  test("carries the assertion and nothing of the client's", async () => {
    const seen: IncomingHttpHeaders[] = [];
    const bodies: string[] = [];
    const listener = createServer(async (request, response) => {
      seen.push(request.headers);
      for await (const part of request) bodies.push(String(part));
      response.setHeader('content-type', 'application/json');
      response.end('{"data":{"posts":{"nodes":[]}}}');
    });
    await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
    const { port } = listener.address() as AddressInfo;
    const other = await openHouse({
      config: {
        isProduction: false,
        host: '127.0.0.1',
        keys: house.database.keys,
        oidc: null,
        deadlineMs: 20_000,
      },
      database: house.database,
      elsewhere: new Map([['posts', `http://127.0.0.1:${port}/graphql`]]),
      clock: () => NOW,
      logFailure: () => undefined,
    });
    const server = await listen(other.handler, { port: 0, host: '127.0.0.1' });
    try {
      const said = await credentials(house, 'fda');
      const canary = `canary-${randomUUID()}`;
      await exchange(
        { url: `${server.url}/graphql` },
        { ...said, cookie: canary, 'x-custom': canary, baggage: canary, traceparent: canary },
        { query: '{ posts { nodes { id } } }', extensions: { canary } },
      );
      expect(seen.map((headers) => Object.keys(headers).sort())).toEqual([
        ['accept', 'connection', 'content-length', 'content-type', 'good-standing-assertion', 'host'],
      ]);
      expect(JSON.stringify([seen, bodies])).not.toContain(canary);
      expect(JSON.stringify([seen, bodies])).not.toContain(said.authorization?.slice(7));
    } finally {
      await server.close();
      await other.close();
      listener.close();
    }
  });
});
