import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import type { Owner } from '../postgres/owners.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import { consumer } from './consumer.ts';
import { letInstall, letPublish } from './grants.ts';
import { publish } from './publish.ts';
import { consumeForever, findingsOwner, installQueue, type Subscriber, settle, subscribe } from './queue.ts';
import type { ImporterJurisdiction } from './topics.ts';

/** Two owners with no tables but the kernel's: one publishes, one hears. */
const writer: Owner = { name: 'writer', migrations: new URL('./sample/', import.meta.url) };
const reader: Owner = { name: 'reader', migrations: new URL('./sample/', import.meta.url) };

const fact: ImporterJurisdiction = {
  importerId: 'imp_1',
  agency: 'FDA',
  firstOn: '2026-01-05',
  lastOn: '2026-02-03',
};

let database: DisposableDatabase;
let queueUrl: string;
let queue: Sql;
let writes: Sql;
let reads: Sql;
let heard: ImporterJurisdiction[] = [];
let fails = 0;
let slow: () => Promise<void> = async () => undefined;
let subscribers: readonly Subscriber[];

beforeAll(async () => {
  database = await disposableDatabase();
  await provision(database.adminUrl, [findingsOwner, writer, reader], database.roleSecret);
  const admin = connect(database.adminUrl, { max: 1, applicationName: 'test' });
  await letInstall(admin);
  await admin.end();
  queueUrl = ownerUrl(database.adminUrl, findingsOwner, database.roleSecret);
  await installQueue(queueUrl);
  for (const owner of [findingsOwner, writer, reader]) await migrate(database.adminUrl, owner);
  queue = connect(queueUrl, { max: 1, applicationName: 'test' });
  writes = connect(ownerUrl(database.adminUrl, writer, database.roleSecret), {
    max: 1,
    applicationName: 'test',
  });
  reads = connect(ownerUrl(database.adminUrl, reader, database.roleSecret), {
    max: 1,
    applicationName: 'test',
  });
  await letPublish(queue, writer);
  const hears = consumer('jurisdiction', async (tx, items) => {
    await slow();
    for (const item of items) await tx.unsafe('insert into heard (agency) values ($1)', [item.agency]);
    if (fails > 0) {
      fails -= 1;
      throw new Error('the consumer failed once');
    }
    heard.push(...items);
  });
  subscribers = [{ name: 'reader', consumers: [hears], sql: reads }];
  await subscribe(queue, subscribers);
});

afterAll(async () => {
  for (const sql of [queue, writes, reads]) await sql.end();
  await database.drop();
});

test('what a writer publishes is heard if and only if its transaction commits', async () => {
  heard = [];
  await writes.begin((tx) => publish(tx, 'jurisdiction', [fact]));
  await expect(
    writes.begin(async (tx) => {
      await publish(tx, 'jurisdiction', [{ ...fact, agency: 'EPA' }]);
      throw new Error('changed its mind');
    }),
  ).rejects.toThrow('changed its mind');
  await settle(queueUrl, subscribers);
  expect(heard).toEqual([fact]);
});

test('a message that failed half way is applied once, whole', async () => {
  await reads.unsafe('delete from heard');
  fails = 1;
  await publish(writes, 'jurisdiction', [{ ...fact, agency: 'APH' }]);
  await settle(queueUrl, subscribers);
  await queue.unsafe(`update graphile_worker._private_jobs set run_at = now()`);
  await settle(queueUrl, subscribers);
  expect(await reads.unsafe('select agency from heard')).toEqual([{ agency: 'APH' }]);
});

test('a message delivered twice is applied once', async () => {
  await reads.unsafe('delete from heard');
  await publish(writes, 'jurisdiction', [{ ...fact, agency: 'CPS' }]);
  await queue.unsafe(
    `insert into graphile_worker._private_jobs (task_id, payload, priority)
     select task_id, payload, priority from graphile_worker._private_jobs`,
  );
  await settle(queueUrl, subscribers);
  expect(await reads.unsafe('select agency from heard')).toEqual([{ agency: 'CPS' }]);
});

test('a message that a process had begun to hear when it was killed is heard by the next', async () => {
  heard = [];
  await publish(writes, 'jurisdiction', [fact]);
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await queue.unsafe(`update graphile_worker.${table} set locked_by = 'pool-killed', locked_at = now()`);
  }
  await settle(queueUrl, subscribers);
  expect(heard).toEqual([fact]);
});

test('what another living process is hearing is waited for, and not taken from it', async () => {
  heard = [];
  let hear = () => {};
  const begun = new Promise<void>((resolve) => {
    slow = async () => {
      resolve();
      await new Promise<void>((done) => {
        hear = done;
      });
    };
  });
  const other = await consumeForever(queueUrl, subscribers);
  await publish(writes, 'jurisdiction', [fact]);
  await begun;
  let isSettled = false;
  const settled = settle(queueUrl, subscribers).then(() => {
    isSettled = true;
  });
  await new Promise((later) => setTimeout(later, 300));
  const [held] = await queue.unsafe('select attempts from graphile_worker._private_jobs');
  expect({ isSettled, heard, held }).toEqual({ isSettled: false, heard: [], held: { attempts: 1 } });
  hear();
  await settled;
  expect(heard).toEqual([fact]);
  await other.stop();
  slow = async () => undefined;
});

test('a night on which nobody was up is made up for once, by one process, and again where that was killed', async () => {
  let nights = 0;
  const work = async () => {
    nights += 1;
  };
  const nightly = [{ name: 'invented', work }];
  const up = () => consumeForever(queueUrl, [], nightly);
  const first = await up();
  await expect
    .poll(() => queue.unsafe('select from graphile_worker._private_known_crontabs'))
    .toHaveLength(1);
  await first.stop();
  expect(nights).toBe(0);
  await queue.unsafe(`
    update graphile_worker._private_known_crontabs
    set known_since = now() - interval '2 days', last_execution = now() - interval '30 hours'`);
  const both = await Promise.all([up(), up()]);
  await expect.poll(() => nights, { timeout: 20_000 }).toBe(1);
  await Promise.all(both.map((each) => each.stop()));
  expect(await queue.unsafe('select from graphile_worker._private_jobs')).toHaveLength(0);

  await queue.unsafe(`select graphile_worker.add_job('night:invented', '{}', 'night:invented')`);
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await queue.unsafe(`update graphile_worker.${table} set locked_by = 'pool-killed', locked_at = now()`);
  }
  const next = await up();
  await expect.poll(() => nights, { timeout: 20_000 }).toBe(2);
  await next.stop();
});

test('a topic to which nobody is subscribed is said to nobody', async () => {
  await publish(writes, 'engagement', [
    { brokerId: 'brk_1', importerId: 'imp_1', fromOn: '2026-01-01', untilOn: null },
  ]);
  expect(await queue.unsafe('select from graphile_worker._private_jobs')).toHaveLength(0);
});

test.each([
  'findings.subscription',
  'graphile_worker._private_jobs',
  `findings.wake('task', 'lane', 'queue', null)`,
])('42501: an owner may publish, not read or call %s', async (table) => {
  await expect(writes.unsafe(`select * from ${table}`)).rejects.toMatchObject({ code: '42501' });
});
