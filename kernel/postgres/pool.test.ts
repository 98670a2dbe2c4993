import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from './disposable.ts';
import { connect, placeOf, reach, type Sql } from './pool.ts';

let database: DisposableDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await disposableDatabase();
  sql = connect(database.adminUrl, { max: 1, applicationName: 'pool test' });
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

test('values of tagged statements go and come as the house knows them', async () => {
  const day = Temporal.PlainDate.from('2026-02-28');
  const instant = Temporal.Instant.from('2026-02-28T23:59:59.999999Z');
  const [row] = await sql<
    { d: Temporal.PlainDate; i: Temporal.Instant; n: number; r: string; x: string[] }[]
  >`
    select ${day}::date as d, ${instant}::timestamptz as i, count(*) as n,
           daterange(${day}::date, null) as r, ${['a', 'b']}::text[] as x
    from pg_database where datname = 'template0'`;
  expect(row?.d.equals(day)).toBe(true);
  expect(row?.i.equals(instant)).toBe(true);
  expect(row).toMatchObject({ n: 1, r: '[2026-02-28,)', x: ['a', 'b'] });
});

test('a connection says whose it is and keeps UTC', async () => {
  const [row] =
    await sql`select current_setting('application_name') as name, current_setting('TimeZone') as zone`;
  expect(row).toEqual({ name: 'pool test', zone: 'UTC' });
});

describe('a database that cannot be reached is one line without the password', () => {
  const withPassword = (change: (url: URL) => void) => {
    const url = new URL(database.adminUrl);
    url.password = 'hunter2';
    change(url);
    return url.href;
  };

  test.each([
    ['a wrong password', () => withPassword(() => undefined), 'the user or the password was refused'],
    [
      'no such socket',
      () => withPassword((url) => url.searchParams.set('host', '/nowhere')),
      'nothing listens there',
    ],
    [
      'no such port',
      async () => `postgres://a:hunter2@127.0.0.1:${await freePort()}/b`,
      'nothing listens there',
    ],
    ['no such host', () => 'postgres://a:hunter2@nowhere.invalid/b', 'the host is not known'],
    [
      'no such database',
      () => Object.assign(new URL(database.adminUrl), { pathname: '/absent' }).href,
      'there is no such database',
    ],
    ['no URL', () => 'hunter2', 'the URL cannot be read'],
  ])('%s', async (_case, url, reason) => {
    const error: unknown = await reach(await url()).catch((refused: unknown) => refused);
    if (!(error instanceof Error)) throw new Error('it was reached');
    expect(error.message).toMatch(/^The database .* cannot be reached: /);
    expect(error.message).toContain(reason);
    expect(error.message).not.toMatch(/hunter2|\n/);
    expect(error.message).not.toContain(new URL(database.adminUrl).password);
  });

  test('one that can is', async () => {
    await expect(reach(database.adminUrl)).resolves.toBeUndefined();
    expect(placeOf('postgres://a:hunter2@db.example/standing')).toBe('db.example:5432/standing');
  });
});

describe('a connection that the database ends in a transaction', () => {
  const ended = async (pool: Sql, work: (end: () => Promise<unknown>) => Promise<void>) => {
    const [row] = await pool<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const pid = row?.pid ?? 0;
    await work(() => sql`select pg_terminate_backend(${pid})`);
  };
  const pause = () => new Promise((later) => setTimeout(later, 100));

  test('fails the transaction; none of its statements runs on another connection', async () => {
    await sql.unsafe('create table once (step int)');
    const pool = connect(database.adminUrl, { max: 1, applicationName: 'pool test' });
    await ended(pool, async (end) => {
      const transaction = pool.begin(async (tx) => {
        await tx`insert into once values (1)`;
        await end();
        await pause();
        await tx`insert into once values (2)`;
      });
      await expect(transaction).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
      expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
      await pause();
    });
    expect(await pool`select * from once`).toEqual([]);
    await pool.end({ timeout: 1 });
  });

  test('fails the statement under way and leaves the process and the pool alive', async () => {
    const pool = connect(database.adminUrl, { max: 1, applicationName: 'pool test' });
    await ended(pool, async (end) => {
      const transaction = pool.begin((tx) => tx`select pg_sleep(20)`);
      const failed = expect(transaction).rejects.toThrow();
      await pause();
      await end();
      await failed;
    });
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
    await pool.end({ timeout: 1 });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 1;
}
