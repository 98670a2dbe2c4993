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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 1;
}
