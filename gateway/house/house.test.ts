import { disposableDatabase } from '@good-standing/kernel/postgres/disposable.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { expect, test } from 'vitest';
import { houseKeys } from '../house-keys.ts';
import { openHouse } from './house.ts';
import { prepare } from './prepare.ts';

test('a house that cannot be opened leaves nothing running', async () => {
  const disposable = await disposableDatabase();
  const keys = {
    ...houseKeys('the secret of the tests, which protects nothing'),
    roles: disposable.roleSecret,
  };
  const database = { adminUrl: disposable.adminUrl, keys };
  await prepare(database);
  const admin = connect(disposable.adminUrl, { max: 1, applicationName: 'test' });
  // Without an issuer of its own a house in production has nobody to believe.
  const config = { isProduction: true, host: '127.0.0.1', keys, oidc: null, deadlineMs: null };
  await expect(openHouse({ config, database, logFailure: () => undefined })).rejects.toThrow();
  const left = await admin.unsafe(
    `select application_name from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  expect(left).toEqual([]);
  await admin.end();
  await disposable.drop();
});
