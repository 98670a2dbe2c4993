import type { HouseDatabase } from '@good-standing/gateway/house/prepare.ts';
import type { EmbeddedPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ASSERTION_HEADER } from '@good-standing/kernel/subgraph/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { begin, endAll, type Running, refusedWith, run } from './command.ts';
import { heldPort, overTcp, ownPostgres, postgresOn, type TestFolder, testFolder } from './data-folder.ts';
import { type Job, type JobAnswer, loadedDatabase, type SmallHouse, smallHouse } from './small-house.ts';

const NAMES = ['importers', 'entries', 'debarments', 'posts', 'brokers'] as const;
type Name = (typeof NAMES)[number];

const JOBS: readonly Job[] = [
  { as: 'pga', documentId: 'pga/importer-record', variables: { number: '07-000000300' } },
  {
    as: 'platform',
    documentId: 'platform/check-sellers',
    variables: {
      sellers: [
        {
          reference: 'one',
          name: 'Northwind Traders',
          identifiers: [{ scheme: 'UEI', value: 'NRTHWND4T5R6' }],
        },
        { reference: 'two', name: 'Aurora Kitchenware LLC' },
        { reference: 'three', name: 'Nobody At All' },
      ],
    },
  },
  { as: 'rights-holder', documentId: 'rights-holder/my-seizures', variables: {} },
  { as: 'post', documentId: 'post/my-quarters', variables: { code: 'QMA' } },
];

let folder: TestFolder;
let own: EmbeddedPostgres;
let database: HouseDatabase;
let admin: Sql;
let subgraphs: ReadonlyMap<Name, { readonly url: string; readonly running: Running }>;
let together: SmallHouse;
let apart: SmallHouse;

beforeAll(async () => {
  folder = testFolder('subgraph');
  own = await ownPostgres(`${folder.path}/own`);
  database = await loadedDatabase(own.adminUrl, `${folder.path}/world`);
  admin = connect(own.adminUrl, { max: 1, applicationName: 'good-standing command tests' });
  subgraphs = new Map(
    await Promise.all(
      NAMES.map(async (name) => {
        const running = begin('subgraph', [name, '--port', '0'], beside());
        const [, url = ''] = await running.until(/answers the gateway on (\S+)\n/);
        return [name, { url, running }] as const;
      }),
    ),
  );
  together = await smallHouse(database);
  apart = await smallHouse(database, new Map([...subgraphs].map(([name, { url }]) => [name, url])));
});

afterAll(async () => {
  await endAll();
  await together.close();
  await apart.close();
  await admin.end({ timeout: 1 });
  await own.stop();
  await folder.remove();
});

function beside() {
  return { DATABASE_URL: overTcp(own.adminUrl), DATA_DIR: `${folder.path}/never` };
}

function urlOf(name: Name): string {
  return subgraphs.get(name)?.url ?? '';
}

describe.each(JOBS)('$documentId over subgraphs in processes of their own', (job) => {
  let here: JobAnswer;
  let there: JobAnswer;
  beforeAll(async () => {
    here = await together.ask(job);
    there = await apart.ask(job);
  });

  test('has the data and the errors that it has in one process', () => {
    expect(here.status).toBe(200);
    expect(readable(there.data)).toEqual(readable(here.data));
    expect(there.errors).toEqual(here.errors);
  });

  test('has the same withheld list', () => {
    expect(there.withheld).toEqual(here.withheld);
  });

  test('leaves the same lines in the ledger', async () => {
    expect(await ledgerOf(there)).toEqual(await ledgerOf(here));
  });
});

test('there is something to compare, and nothing failed', async () => {
  const answers = await Promise.all(JOBS.map((job) => together.ask(job)));
  expect(answers.flatMap(({ withheld }) => withheld).length).toBeGreaterThan(0);
  expect((await Promise.all(answers.map(ledgerOf))).flat().length).toBeGreaterThan(0);
  expect([...together.failures, ...apart.failures]).toEqual([]);
});

describe('a subgraph that runs alone', () => {
  test.each(NAMES)('%s is ready when it says where it listens', async (name) => {
    const response = await fetch(urlOf(name).replace('/graphql', '/health/ready'));
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { ready: true },
    });
  });

  test.each([
    ['no assertion', {}],
    ['an assertion that nobody signed', { [ASSERTION_HEADER]: 'e30.e30.e30' }],
    ['a bearer token', { authorization: 'Bearer e30.e30.e30' }],
  ])('answers nothing with %s', async (_case, headers) => {
    const response = await fetch(urlOf('entries'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).not.toHaveProperty('data');
  });

  test('one that ends leaves the others answering, with its part missing', async () => {
    const { running } = subgraphs.get('entries') ?? {};
    running?.send('SIGTERM');
    expect(await running?.ended).toMatchObject({ code: 0, stderr: '' });
    const [importer] = JOBS;
    if (importer === undefined) throw new Error('there is no job');
    const { status, data, errors } = await apart.ask(importer);
    expect(status).toBe(200);
    expect(data).toMatchObject({ importerByNumber: { name: expect.any(String), entries: null } });
    expect(errors).toContainEqual(expect.objectContaining({ path: ['importerByNumber', 'entries'] }));
  });
});

describe('subgraph refuses in one line', () => {
  test.each([
    [[], /^expected: npm run subgraph -- importers\|entries\|debarments\|posts\|brokers \[--port N\]\n$/],
    [['entry'], /^expected: npm run subgraph -- [^\n]*\n$/],
    [['access'], /^expected: npm run subgraph -- [^\n]*\n$/],
    [['entries', 'brokers'], /^expected: npm run subgraph -- [^\n]*\n$/],
    [['entries', '--port', 'x'], /^entries: --port or PORT: expected 0 to 65535\n$/],
  ])('%j', async (args, line) => {
    expect(await run('subgraph', args, beside())).toEqual(refusedWith(expect.stringMatching(line)));
  });

  test('a port that is taken, and leaves no Postgres of its own running', async () => {
    const taken = await heldPort();
    const dataDir = `${folder.path}/alone`;
    const ended = await run('subgraph', ['posts', '--port', String(taken.port)], { DATA_DIR: dataDir });
    await taken.close();
    expect(ended).toEqual(refusedWith(expect.stringMatching(/^posts: [^\n]*EADDRINUSE[^\n]*\n$/)));
    expect(postgresOn(dataDir)).toBeNull();
  });
});

/** Cursors are sealed afresh each time; everything else is comparable. */
function readable(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data, (key, value: unknown) =>
      key === 'endCursor' && typeof value === 'string' ? 'sealed' : value,
    ),
  );
}

async function ledgerOf({ requestId }: JobAnswer): Promise<readonly unknown[]> {
  return admin.unsafe(
    `select distinct d.record_id, d.rule, d.coordinates, d.relation, d.stage, d.authority,
       r.audience, r.recipient_name, r.purpose
     from ledger.entry d join ledger.request r using (request_id)
     where d.request_id = $1
     order by d.record_id, d.rule, d.coordinates`,
    [requestId],
  );
}
