import {
  findingsOwner,
  installQueue,
  type Subscriber,
  subscribe,
} from '@good-standing/kernel/findings/queue.ts';
import { ledgerOwner, prepareMonths } from '@good-standing/kernel/ledger/ledger.ts';
import { migrate } from '@good-standing/kernel/postgres/migrate.ts';
import { loginRole, type Owner } from '@good-standing/kernel/postgres/owners.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl, provision } from '@good-standing/kernel/postgres/provision.ts';
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
  await asRole(adminUrl, 'good-standing prepare', async (admin) => {
    await admin.unsafe(
      `do $$ begin execute format('grant create on database %I to gs_findings', current_database()); end $$`,
    );
  });
  const queueUrl = ownerUrl(adminUrl, findingsOwner, keys.roles);
  await installQueue(queueUrl);
  for (const owner of OWNERS) await migrate(adminUrl, owner);
  await asRole(queueUrl, 'good-standing subscribe', async (queue) => {
    for (const { owner } of ROOMS) await letPublish(queue, owner);
    await subscribe(
      queue,
      ROOMS.map(({ name, consumers }): Subscriber => ({ name, consumers, sql: queue })),
    );
  });
  await asRole(ownerUrl(adminUrl, ledgerOwner, keys.roles), 'good-standing months', prepareMonths);
}

/** An owner may call the one function that publishes; the queue's tables stay closed to it. */
async function letPublish(queue: Sql, owner: Owner): Promise<void> {
  await queue.unsafe(`grant usage on schema findings to ${loginRole(owner)}`);
  await queue.unsafe(`grant execute on function findings.publish to ${loginRole(owner)}`);
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
