import { letInstall, letPublish, letWake } from '@good-standing/kernel/findings/grants.ts';
import {
  findingsOwner,
  installQueue,
  type Subscriber,
  subscribe,
} from '@good-standing/kernel/findings/queue.ts';
import { ledgerOwner, prepareMonths } from '@good-standing/kernel/ledger/ledger.ts';
import { migrate } from '@good-standing/kernel/postgres/migrate.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl, provision } from '@good-standing/kernel/postgres/provision.ts';
import { definition as access } from '../access/subgraph.ts';
import type { HouseKeys } from '../house-keys.ts';
import { OWNERS, ROOMS } from './owners.ts';

/** A database that the house may use: its administrator's URL and the keys that role passwords derive from. */
export interface HouseDatabase {
  readonly adminUrl: string;
  readonly keys: HouseKeys;
}

/** Any number: held by the one process that prepares a database, while others that start wait for it. */
const PREPARING = 4_713;

/** Roles, schemas, migrations, the queue and its subscriptions. Safe to repeat and to race. */
export async function prepare(database: HouseDatabase): Promise<void> {
  const lock = connect(database.adminUrl, { max: 1, applicationName: 'good-standing preparing', keep: true });
  try {
    await lock.unsafe('select pg_advisory_lock($1)', [PREPARING]);
    await prepareAlone(database);
  } finally {
    await lock.end({ timeout: 1 });
  }
}

async function prepareAlone({ adminUrl, keys }: HouseDatabase): Promise<void> {
  await provision(adminUrl, OWNERS, keys.roles);
  await asRole(adminUrl, 'good-standing prepare', letInstall);
  const queueUrl = ownerUrl(adminUrl, findingsOwner, keys.roles);
  await installQueue(queueUrl);
  for (const owner of OWNERS) await migrate(adminUrl, owner);
  await asRole(queueUrl, 'good-standing subscribe', async (queue) => {
    for (const { owner } of ROOMS) await letPublish(queue, owner);
    await letWake(queue, access.owner);
    await subscribe(
      queue,
      ROOMS.map(({ name, consumers }): Subscriber => ({ name, consumers, sql: queue })),
    );
  });
  await asRole(ownerUrl(adminUrl, ledgerOwner, keys.roles), 'good-standing months', prepareMonths);
}

async function asRole(
  url: string,
  applicationName: string,
  work: (sql: Sql) => Promise<void>,
): Promise<void> {
  const sql = connect(url, { max: 1, applicationName });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
