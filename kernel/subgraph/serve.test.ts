import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disclose, withhold } from '../disclosure/decision.ts';
import { disclosure } from '../disclosure/policy.ts';
import { ledgerOwner, prepareMonths } from '../ledger/ledger.ts';
import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import type { Owner } from '../postgres/owners.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import { type Assertion, signAssertion } from '../viewer/assertion.ts';
import { PUBLIC_VIEWER, type Viewer } from '../viewer/viewer.ts';
import type { SubgraphDefinition } from './definition.ts';
import { testSecret } from './disposable.ts';
import { listen, type ServedSubgraph } from './serve.ts';
import { readServeSettings } from './serve-settings.ts';
import { ASSERTION_HEADER } from './server.ts';
import { subgraph } from './subgraph.ts';

const folder = new URL('../postgres/sample/entries/', import.meta.url);
const owner: Owner = { name: 'lamps', migrations: folder };
const access: Owner = { name: 'access', migrations: folder };

/** One open lamp and one that only agencies see lit. */
const definition: SubgraphDefinition<unknown> = {
  name: 'lamps',
  typeDefs: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    directive @public on FIELD_DEFINITION
    directive @disclose(rule: Rule!) on FIELD_DEFINITION
    enum Rule { BROKER_CLIENTS }
    type Query { lamp(id: ID!): Lamp @public }
    type Lamp @key(fields: "id") { id: ID! @public lit: Boolean @disclose(rule: BROKER_CLIENTS) }`,
  resolvers: { Query: { lamp: (_root: never, { id }: { id: string }) => ({ id, lit: true }) } },
  policy: {
    'Lamp.lit': disclosure<{ id: string }>({
      rule: 'BROKER_CLIENTS',
      decide: (_viewer, { id }) => (id === 'lmp_dark' ? withhold('RELATION') : disclose('JURISDICTION')),
    }),
  },
  owner,
  loaders: () => ({}),
  feeds: () => [],
  consumers: [],
};

const fda: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'PGA',
  agency: 'FDA',
  organization: { id: 'org_fda', name: 'FDA (invented)', address: '1 Sample Way' },
  rules: new Set(['BROKER_CLIENTS']),
};

const QUERY = 'query ($id: ID!) { lamp(id: $id) { id lit } }';
const keys = generateKeyPairSync('ed25519');
const policyVersion = subgraph(
  definition,
  connect('postgres://nowhere', { max: 1, applicationName: 't' }),
  testSecret,
).policyVersion;

let database: DisposableDatabase;
let reader: Sql;
let lamps: ServedSubgraph;
let unrecorded: ServedSubgraph;

beforeAll(async () => {
  database = await disposableDatabase();
  const { adminUrl, roleSecret } = database;
  await provision(adminUrl, [owner, access, ledgerOwner], roleSecret);
  await migrate(adminUrl, ledgerOwner);
  const ledgerUrl = ownerUrl(adminUrl, ledgerOwner, roleSecret);
  const writer = connect(ledgerUrl, { max: 1, applicationName: 'tests' });
  await prepareMonths(writer);
  await writer.end();
  reader = connect(ownerUrl(adminUrl, access, roleSecret), { max: 1, applicationName: 'tests' });
  const settings = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: ownerUrl(adminUrl, owner, roleSecret),
    ledgerUrl,
    secret: testSecret,
    digestsKey: Buffer.alloc(32, 'digests'),
    assertionKey: keys.publicKey,
  };
  lamps = await listen(definition, settings);
  const noSuchLedger = new URL(ledgerUrl);
  noSuchLedger.password = 'wrong';
  unrecorded = await listen(definition, { ...settings, ledgerUrl: noSuchLedger.href });
});
afterAll(async () => {
  await lamps?.close();
  await unrecorded?.close();
  await reader?.end({ timeout: 1 });
  await database?.drop();
});

interface Posted {
  readonly body?: string;
  readonly signedBody?: string;
  readonly privateKey?: KeyObject;
  readonly assertion?: Partial<Assertion>;
  readonly sentAt?: number;
  readonly to?: string;
  readonly at?: ServedSubgraph;
}

function assertionOf(posted: Posted, body: string): string {
  const assertion: Assertion = {
    viewer: fda,
    requestId: randomUUID(),
    now: Temporal.Now.instant(),
    policyVersion,
    ledgerAvailable: true,
    accountedBy: 'SUBGRAPH',
    ...posted.assertion,
  };
  return signAssertion(posted.privateKey ?? keys.privateKey, assertion, {
    subgraph: posted.to ?? 'lamps',
    body: posted.signedBody ?? body,
    sentAt: posted.sentAt ?? Date.now(),
  });
}

async function post(posted: Posted, header?: string | null): Promise<{ status: number; answer: unknown }> {
  const body = posted.body ?? JSON.stringify({ query: QUERY, variables: { id: 'lmp_1' } });
  const assertion = header === undefined ? assertionOf(posted, body) : header;
  const response = await fetch((posted.at ?? lamps).url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(assertion === null ? {} : { [ASSERTION_HEADER]: assertion }),
    },
    body,
  });
  return { status: response.status, answer: await response.json() };
}

describe('a subgraph alone', () => {
  test('what it discloses stands in the ledger when the answer comes', async () => {
    const requestId = randomUUID();
    const { status, answer } = await post({ assertion: { requestId } });
    expect({ status, answer }).toEqual({
      status: 200,
      answer: { data: { lamp: { id: 'lmp_1', lit: true } }, extensions: { disclosure: { withheld: [] } } },
    });
    const lines = await reader`
      select subgraph, r.audience, recipient_name, record_id, coordinates, relation
      from ledger.request r join ledger.entry using (request_id)
      where request_id = ${requestId}`;
    expect(lines).toEqual([
      {
        subgraph: 'lamps',
        audience: 'PGA',
        recipient_name: 'FDA (invented)',
        record_id: 'lmp_1',
        coordinates: 'Lamp.lit',
        relation: 'JURISDICTION',
      },
    ]);
  });

  test('to a gateway that has signed that it records, it says what it disclosed and records nothing itself', async () => {
    const requestId = randomUUID();
    const { answer } = await post({ assertion: { requestId, accountedBy: 'GATEWAY' } });
    const lit = {
      rule: 'BROKER_CLIENTS',
      coordinates: ['Lamp.lit'],
      relation: 'JURISDICTION',
      stage: null,
      records: ['lmp_1'],
    };
    expect(answer).toEqual({
      data: { lamp: { id: 'lmp_1', lit: true } },
      extensions: { disclosure: { withheld: [], disclosed: [lit] } },
    });
    expect(await reader`select from ledger.request where request_id = ${requestId}`).toHaveLength(0);
  });

  test('what it withholds is told by record, and nothing is recorded', async () => {
    const requestId = randomUUID();
    const body = JSON.stringify({ query: QUERY, variables: { id: 'lmp_dark' } });
    const { answer } = await post({ body, assertion: { requestId } });
    expect(answer).toMatchObject({
      data: { lamp: { id: 'lmp_dark', lit: null } },
      errors: [{ path: ['lamp', 'lit'], extensions: { code: 'FIELD_WITHHELD' } }],
      extensions: {
        disclosure: { withheld: [{ coordinate: 'Lamp.lit', reason: 'RELATION', records: ['lmp_dark'] }] },
      },
    });
    expect(await reader`select from ledger.request where request_id = ${requestId}`).toHaveLength(0);
  });

  test('without a ledger protected cells are withheld and public ones answered', async () => {
    const withheld = [{ coordinate: 'Lamp.lit', reason: 'LEDGER_UNAVAILABLE' }];
    const expected = { data: { lamp: { id: 'lmp_1', lit: null } }, extensions: { disclosure: { withheld } } };
    expect((await post({ at: unrecorded })).answer).toMatchObject(expected);
    expect((await post({ assertion: { ledgerAvailable: false } })).answer).toMatchObject(expected);
  });

  test.each([
    ['none', 'MISSING', {}, null],
    ['no signed claims', 'MALFORMED', {}, 'x'],
    ["another's key", 'SIGNATURE', { privateKey: generateKeyPairSync('ed25519').privateKey }, undefined],
    ['one for another body', 'OTHER_BODY', { signedBody: '{}' }, undefined],
    ['one for another subgraph', 'OTHER_SUBGRAPH', { to: 'entries' }, undefined],
    ['one of another policy', 'OTHER_POLICY', { assertion: { policyVersion: 'lamps@0' } }, undefined],
    ['one of half a minute ago', 'EXPIRED', { sentAt: Date.now() - 60_000 }, undefined],
    ['one from the future', 'NOT_YET_VALID', { sentAt: Date.now() + 3_600_000 }, undefined],
  ])('an assertion, %s, is refused', async (_what, fault, posted: Posted, header) => {
    const { status, answer } = await post(posted, header);
    expect(status).toBe(401);
    expect(answer).toEqual({
      errors: [
        {
          message: `expected a valid ${ASSERTION_HEADER}, got ${fault}`,
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
  });

  test('an assertion is good once', async () => {
    const body = JSON.stringify({ query: QUERY, variables: { id: 'lmp_1' } });
    const assertion = assertionOf({}, body);
    expect((await post({ body }, assertion)).status).toBe(200);
    expect((await post({ body }, assertion)).status).toBe(401);
  });

  test.each(['[]', '{}', '{"query":1}', '{"query":"{ lamp }","variables":[]}', 'lamp'])(
    'the body %s is refused',
    async (body) => {
      expect((await post({ body })).status).toBe(400);
    },
  );

  test.each([
    ['GET', '/graphql', 405],
    ['POST', '/health/ready', 405],
    ['POST', '/graphql', 415],
    ['GET', '/', 404],
    ['GET', '/health/ready', 200],
  ])('%s %s answers %i', async (method, path, status) => {
    const response = await fetch(new URL(path, lamps.url), { method });
    expect(response.status).toBe(status);
    await response.body?.cancel();
  });
});

describe('settings', () => {
  const given = {
    DATABASE_URL: 'postgres://gs_lamps:p@127.0.0.1/x',
    LEDGER_DATABASE_URL: 'postgres://gs_ledger:p@127.0.0.1/x',
    IDS_KEY: 'ab'.repeat(32),
    CURSORS_KEY: 'cd'.repeat(32),
    DIGESTS_KEY: 'ef'.repeat(32),
    ASSERTION_PUBLIC_KEY: keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };

  test('the port of the command line comes before that of the environment', () => {
    expect(readServeSettings(['node', 'main.ts', '--port', '4002'], { ...given, PORT: '4003' }).port).toBe(
      4002,
    );
    expect(readServeSettings(['node', 'main.ts'], { ...given, PORT: '4003' }).port).toBe(4003);
    expect(readServeSettings(['node', 'main.ts'], given)).toMatchObject({ port: 4001, host: '127.0.0.1' });
  });

  test.each([
    [{ PORT: '65536' }, /PORT: expected 0 to 65535/],
    [{ DATABASE_URL: 'mysql://secret' }, /^DATABASE_URL: expected postgres:/],
    [{ IDS_KEY: 'secret' }, /^IDS_KEY: expected 64 hexadecimal digits$/],
    [{ ASSERTION_PUBLIC_KEY: 'c2VjcmV0' }, /^ASSERTION_PUBLIC_KEY: expected an Ed25519 public key/],
    [{ CURSORS_KEY: '' }, /^CURSORS_KEY: expected, got nothing$/],
  ])('%j is refused without being repeated', (change, message) => {
    expect(() => readServeSettings(['node', 'main.ts'], { ...given, ...change })).toThrow(message);
  });
});
