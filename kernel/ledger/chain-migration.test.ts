import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import { connect } from '../postgres/pool.ts';
import { provision } from '../postgres/provision.ts';
import { ledgerOwner } from './ledger.ts';
import { chain } from './sequencer.ts';
import { verifyLedger } from './verify.ts';

test('what was recorded before there was a chain is chained too', async () => {
  const database = await disposableDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'gs-ledger-'));
  await copyFile(new URL('0001_ledger.sql', ledgerOwner.migrations), join(folder, '0001_ledger.sql'));
  const access = { name: 'access', migrations: ledgerOwner.migrations };
  await provision(database.adminUrl, [ledgerOwner, access], database.roleSecret);
  await migrate(database.adminUrl, { ...ledgerOwner, migrations: pathToFileURL(`${folder}/`) });
  const admin = connect(database.adminUrl, { max: 2, applicationName: 'test' });
  await admin`
    with asked as (
      insert into ledger.request (request_id, disclosed_at, subgraph, audience, purpose, policy_version, digest)
      values (${randomUUID()}, now(), 'gateway', 'PGA', 'IDENTITY', 'p1', 'd1')
      returning request_id, disclosed_at)
    insert into ledger.disclosure (request_id, disclosed_at, record_id, rule, authority, coordinates, relation)
    select request_id, disclosed_at, record, 'IMPORTER_NAME', '19 CFR 103.31(d)', 'Importer.name', 'JURISDICTION'
    from asked, unnest(array['imp_old', 'imp_older']) record`;
  await migrate(database.adminUrl, ledgerOwner);
  await expect
    .poll(async () => {
      await chain({ reader: admin, writer: admin });
      return verifyLedger(admin, [], generateKeyPairSync('ed25519').publicKey);
    })
    .toMatchObject({ rows: 3, waiting: 0, fault: null });
  expect(await admin`select audience, purpose from ledger.disclosure`).toEqual([
    { audience: 'PGA', purpose: 'IDENTITY' },
    { audience: 'PGA', purpose: 'IDENTITY' },
  ]);
  await admin.end({ timeout: 1 });
  await database.drop();
  await rm(folder, { recursive: true });
});
