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
import { ledger, ledgerOwner } from './ledger.ts';
import { accountingOf } from './ledger-under-test.ts';
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
  await ledger(admin).record(accountingOf(randomUUID(), ['imp_old', 'imp_older']));
  await migrate(database.adminUrl, ledgerOwner);
  await expect
    .poll(async () => {
      await chain({ reader: admin, writer: admin });
      return verifyLedger(admin, [], generateKeyPairSync('ed25519').publicKey);
    })
    .toMatchObject({ rows: 3, waiting: 0, fault: null });
  await admin.end({ timeout: 1 });
  await database.drop();
  await rm(folder, { recursive: true });
});
