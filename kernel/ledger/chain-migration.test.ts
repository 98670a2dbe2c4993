import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { provision } from '../postgres/provision.ts';
import { BEGINNING, batchOf, insertBatch } from './batch.ts';
import { disclosuresOf, exportLedger } from './export.ts';
import { ledger, ledgerOwner } from './ledger.ts';
import { accountingOf, DIGEST_KEY } from './ledger-under-test.ts';
import { chain } from './sequencer.ts';
import { verifyLedger } from './verify.ts';
import { type Cell, canonical } from './written.ts';

const { publicKey } = generateKeyPairSync('ed25519');

let database: DisposableDatabase;
let folder: string;
let admin: Sql;

beforeEach(async () => {
  database = await disposableDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gs-ledger-'));
  const access = { name: 'access', migrations: ledgerOwner.migrations };
  await provision(database.adminUrl, [ledgerOwner, access], database.roleSecret);
  admin = connect(database.adminUrl, { max: 2, applicationName: 'test' });
});

afterEach(async () => {
  await admin.end({ timeout: 1 });
  await database.drop();
  await rm(folder, { recursive: true });
});

/** The ledger as it was when a migration of this name was its last. */
async function migrateUpto(last: string): Promise<void> {
  for (const name of await readdir(fileURLToPath(ledgerOwner.migrations))) {
    if (name <= last) await copyFile(new URL(name, ledgerOwner.migrations), join(folder, name));
  }
  await migrate(database.adminUrl, { ...ledgerOwner, migrations: pathToFileURL(`${folder}/`) });
}

const untilChained = () =>
  expect.poll(async () => {
    await chain({ reader: admin, writer: admin });
    return verifyLedger(admin, [], publicKey);
  });

test('what was recorded before there was a chain is chained too', async () => {
  await migrateUpto('0001_ledger.sql');
  await admin`
    with asked as (
      insert into ledger.request (request_id, disclosed_at, subgraph, audience, purpose, policy_version, digest)
      values (${randomUUID()}, now(), 'gateway', 'PGA', 'IDENTITY', 'p1', 'd1')
      returning request_id, disclosed_at)
    insert into ledger.disclosure (request_id, disclosed_at, record_id, rule, authority, coordinates, relation)
    select request_id, disclosed_at, record, 'IMPORTER_NAME', '19 CFR 103.31(d)', 'Importer.name', 'JURISDICTION'
    from asked, unnest(array['imp_old', 'imp_older']) record`;
  await migrate(database.adminUrl, ledgerOwner);
  await untilChained().toMatchObject({ rows: 3, waiting: 0, fault: null });
  expect(await admin`select audience, purpose from ledger.disclosure`).toEqual([
    { audience: 'PGA', purpose: 'IDENTITY' },
    { audience: 'PGA', purpose: 'IDENTITY' },
  ]);
});

test('what was chained when each record had a row of its own is what it was, is read, and is guarded as before', async () => {
  await migrateUpto('0004_retention.sql');
  const records = ['imp_both', 'imp_older'];
  const requestId = randomUUID();
  for (const _commit of [1, 2]) await writeOneByOne(requestId, records);
  const chained = await batchOfOldRows(requestId);
  await insertBatch(admin, chained);
  await writeOneByOne(randomUUID(), ['imp_both']);
  await migrate(database.adminUrl, ledgerOwner);
  expect(await verifyLedger(admin, [], publicKey)).toMatchObject({ rows: 6, waiting: 2, fault: null });
  await ledger(admin, DIGEST_KEY).record(accountingOf(randomUUID(), records));
  const toldOf = async (record: string) =>
    (await Array.fromAsync(disclosuresOf(admin, record))).flat().length;
  expect(await Promise.all(records.map(toldOf))).toEqual([4, 3]);
  await untilChained().toMatchObject({ rows: 10, waiting: 0, fault: null });
  expect(await Promise.all(records.map(toldOf))).toEqual([4, 3]);
  const exported = (await Array.fromAsync(exportLedger(admin))).flat();
  expect(exported.flatMap(({ disclosed }) => disclosed)).toHaveLength(7);
  for (const change of [`stage = 'SEIZED'`, `record_ids = array[record_id], record_id = null`]) {
    await admin.begin(async (tx) => {
      await tx.unsafe(`
        set local session_replication_role = replica;
        update ledger.disclosure set ${change}
        where record_id = 'imp_older'`);
      const { fault } = await verifyLedger(tx, [], publicKey);
      expect(fault).toMatchObject({ batch: 1, request: requestId, record: 'imp_older' });
      await tx.unsafe(`
        update ledger.disclosure set stage = null, record_id = coalesce(record_id, record_ids[1]), record_ids = null
        where written_in < ${chained.upto} and 'imp_older' in (record_id, record_ids[1])`);
    });
  }
});

async function writeOneByOne(requestId: string, records: readonly string[]): Promise<void> {
  await admin`
    with asked as (
      insert into ledger.request (request_id, disclosed_at, subgraph, audience, policy_version, digest)
      values (${requestId}, now(), 'gateway', 'PGA', 'p1', 'd1')
      returning request_id, disclosed_at, audience)
    insert into ledger.disclosure (
      request_id, disclosed_at, record_id, rule, authority, coordinates, relation, audience)
    select request_id, disclosed_at, record, 'IMPORTER_NAME', '19 CFR 103.31(d)', 'Importer.name', 'JURISDICTION', audience
    from asked, unnest(${records}::text[]) record`;
}

/** As it was hashed when the columns of rows with several records were not there. */
async function batchOfOldRows(requestId: string) {
  const cells = (table: string, columns: string): Promise<readonly (readonly Cell[])[]> =>
    admin
      .unsafe<Record<string, Cell>[]>(
        `select request_id::text, extract(epoch from disclosed_at)::text, written_in::text, ${columns}
       from ledger.${table} order by written_in`,
      )
      .values();
  const requests = await cells(
    'request',
    `position::text, subgraph, audience, actor, organization_id, recipient_name, recipient_address, agreement_id,
     purpose, policy_version, digest`,
  );
  const disclosures = await cells('disclosure', 'record_id, rule, authority, coordinates, relation, stage');
  const written = requests.map((request, nth) => {
    const own = nth > 0 ? [] : disclosures.map((row) => ({ table: 'disclosure' as const, row }));
    const rows = [{ table: 'request' as const, row: request }, ...own];
    return {
      requestId,
      rows: rows.map(({ table, row }) => ({
        canonical: canonical(table, row),
        record: null,
        repeated: null,
      })),
    };
  });
  const now = Temporal.Now.instant().round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
  const last = Math.max(...requests.map(([, , writtenIn]) => Number(writtenIn)));
  return batchOf(BEGINNING, last + 1, now, written);
}
