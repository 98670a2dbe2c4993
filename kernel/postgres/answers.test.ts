import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers } from './answers.ts';
import { type DisposableDatabase, disposableDatabase } from './disposable.ts';
import { connect } from './pool.ts';

let database: DisposableDatabase;
beforeAll(async () => {
  database = await disposableDatabase();
});
afterAll(() => database.drop());

test('a database that answers is ready, one that keeps a probe waiting is not', async () => {
  const sql = connect(database.adminUrl, { max: 1, applicationName: 'answers test' });
  expect(await answers(sql)).toBe(true);
  const busy = sql.unsafe('select pg_sleep(3)').execute();
  expect(await answers(sql)).toBe(false);
  await busy;
  await sql.end({ timeout: 1 });
  expect(await answers(sql)).toBe(false);
});
