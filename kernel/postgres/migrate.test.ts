import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from './disposable.ts';
import { migrate } from './migrate.ts';
import type { Owner } from './owners.ts';
import { connect, type Sql } from './pool.ts';
import { ownerUrl, provision } from './provision.ts';

let database: DisposableDatabase;
let sql: Sql;
let folder: string;
let owner: Owner;
let owners = 0;

beforeAll(async () => {
  database = await disposableDatabase();
  folder = mkdtempSync(join(tmpdir(), 'gs-migrations-'));
  sql = connect(database.adminUrl, { max: 1, applicationName: 'migrate test' });
});

beforeEach(async () => {
  const name = `owner_${'abcdefghij'[owners]}`;
  owners += 1;
  mkdirSync(join(folder, name));
  owner = { name, migrations: pathToFileURL(`${join(folder, name)}/`) };
  await provision(database.adminUrl, [owner], database.roleSecret);
  file('0001_bond.sql', 'create table bond (bond_id bigint primary key);');
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): void {
  writeFileSync(join(folder, owner.name, name), text);
}

const up = () => migrate(database.adminUrl, owner);

describe('migrations', () => {
  test('each file once, in the order of the names, the kernel’s before the owner’s own', async () => {
    file(
      '0002_bond_amount.sql',
      'alter table bond add amount_cents bigint; create index on bond (amount_cents);',
    );
    const applied = await up();
    expect(applied[0]).toBe('kernel/0001_run.sql');
    expect(applied.slice(-2)).toEqual(['0001_bond.sql', '0002_bond_amount.sql']);
    expect(await up()).toEqual([]);
    file('0003_bond_day.sql', 'alter table bond add signed_on date;');
    expect(await up()).toEqual(['0003_bond_day.sql']);
  });

  test('what they make belongs to the owner’s role, whoever ran them', async () => {
    await up();
    const tables = await sql`select distinct tableowner from pg_tables where schemaname = ${owner.name}`;
    expect(tables).toEqual([{ tableowner: `gs_${owner.name}` }]);
  });

  test('the owner itself can run them', async () => {
    const url = ownerUrl(database.adminUrl, owner, database.roleSecret);
    expect(await migrate(url, owner)).toContain('0001_bond.sql');
  });

  test('a file that changed after it was applied is refused', async () => {
    await up();
    file('0001_bond.sql', 'create table bond (bond_id text primary key);');
    await expect(up()).rejects.toThrow(
      `Migration ${owner.name}/0001_bond.sql was changed after it was applied`,
    );
  });

  test('a file that vanished after it was applied is refused', async () => {
    await up();
    rmSync(join(folder, owner.name, '0001_bond.sql'));
    await expect(up()).rejects.toThrow(
      `${owner.name}/0001_bond.sql was applied to this database but its file is gone`,
    );
  });

  test('a file that fails leaves nothing of itself, and those before it in place', async () => {
    file('0002_broken.sql', 'create table half (x int); select * from nowhere;');
    await expect(up()).rejects.toThrow(
      `${owner.name}/0002_broken.sql failed: relation "nowhere" does not exist`,
    );
    const tables = await sql`
      select tablename from pg_tables where schemaname = ${owner.name} and tablename in ('bond', 'half')`;
    expect(tables).toEqual([{ tablename: 'bond' }]);
  });

  test('two starters do not race', async () => {
    file('0002_slow.sql', 'select pg_sleep(0.2); create table slow (x int);');
    const applied = await Promise.all([up(), up()]);
    expect(applied.map((names) => names.length > 0).toSorted()).toEqual([false, true]);
    expect(applied.flat().slice(-2)).toEqual(['0001_bond.sql', '0002_slow.sql']);
  });

  test('a file not named NNNN_name.sql is refused', async () => {
    file('bond.sql', 'select 1;');
    await expect(up()).rejects.toThrow('expected a migration named NNNN_name.sql, got "bond.sql"');
  });
});
