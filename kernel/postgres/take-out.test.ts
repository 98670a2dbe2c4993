import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from './disposable.ts';
import { connect, type Sql } from './pool.ts';
import { takeOut } from './take-out.ts';

let database: DisposableDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await disposableDatabase();
  sql = connect(database.adminUrl, { max: 2, applicationName: 'take-out test' });
  await sql.unsafe('create table noted (id bigint primary key)');
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

const SELECT = 'select id from noted order by id desc';

test.for([0, 1, 999, 1_000, 1_001, 2_500])('of %i rows each is taken once, in order', async (count) => {
  const batches = await sql.begin(async (tx) => {
    await tx.unsafe(`insert into noted select generate_series(1, ${count})`);
    const taken: (readonly { id: number }[])[] = [];
    for await (const batch of takeOut<{ id: number }>(tx, 'noted', SELECT)) taken.push(batch);
    return taken;
  });
  expect(batches.flat().map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, nth) => count - nth));
  expect(batches).toHaveLength(Math.ceil(count / 1_000));
  expect(await sql.unsafe('select from noted')).toHaveLength(0);
});

test('twice in one transaction, with other statements between the batches', async () => {
  const sums = await sql.begin(async (tx) => {
    const found: number[] = [];
    for (const count of [1_500, 3]) {
      await tx.unsafe(`insert into noted select generate_series(1, ${count})`);
      for await (const batch of takeOut<{ id: number }>(tx, 'noted', SELECT)) {
        const [row] = await tx.unsafe<{ size: number }[]>('select $1::int as size', [batch.length]);
        found.push(row?.size ?? 0);
      }
    }
    return found;
  });
  expect(sums).toEqual([1_000, 500, 3]);
});

test('where what is done with a batch fails, nothing is taken', async () => {
  await sql.unsafe('insert into noted values (7)');
  const failed = sql.begin(async (tx) => {
    for await (const _ of takeOut(tx, 'noted', SELECT)) throw new Error('could not be published');
  });
  await expect(failed).rejects.toThrow('could not be published');
  expect(await sql.unsafe('select from noted')).toHaveLength(1);
});
