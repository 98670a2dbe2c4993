import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from './disposable.ts';
import { migrate } from './migrate.ts';
import type { Owner } from './owners.ts';
import { connect, type Sql } from './pool.ts';
import { ownerUrl, provision } from './provision.ts';

const sample = (name: string) => new URL(`./sample/${name}/`, import.meta.url);
const importers: Owner = { name: 'importers', migrations: sample('importers') };
const entries: Owner = { name: 'entries', migrations: sample('entries') };
const ledger: Owner = { name: 'ledger', migrations: sample('ledger'), grants: 'INSERT_ONLY' };

const INSUFFICIENT_PRIVILEGE = { code: '42501' };

let database: DisposableDatabase;
const pools: Sql[] = [];

function as(owner: Owner): Sql {
  const pool = connect(ownerUrl(database.adminUrl, owner, database.roleSecret), {
    max: 1,
    applicationName: 'provision test',
  });
  pools.push(pool);
  return pool;
}

beforeAll(async () => {
  database = await disposableDatabase();
  const owners = [importers, entries, ledger];
  await Promise.all([
    provision(database.adminUrl, owners, database.roleSecret),
    provision(database.adminUrl, owners, database.roleSecret),
  ]);
  for (const owner of owners) await migrate(database.adminUrl, owner);
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end({ timeout: 1 })));
  await database.drop();
});

describe('a schema and a login role per owner, no grants across', () => {
  test('an owner reads its own tables without naming the schema', async () => {
    expect(await as(importers)`select legal_name from importer`).toEqual([
      { legal_name: 'Invented Imports' },
    ]);
  });

  test('importers may not read what is of entries', async () => {
    await expect(as(importers)`select * from entries.entry`).rejects.toMatchObject(INSUFFICIENT_PRIVILEGE);
  });

  test.each([
    ['a table of its own in public', 'create table public.hidden (x int)'],
    ['a schema', 'create schema hidden'],
    ['a role', 'create role hidden'],
    ['another role', 'set role gs_entries'],
    ['a file of the server', "copy importer from '/etc/hostname'"],
  ])('importers may not have %s', async (_case, command) => {
    await expect(as(importers).unsafe(command)).rejects.toMatchObject(INSUFFICIENT_PRIVILEGE);
  });

  test('no role of another secret gets in', async () => {
    const url = ownerUrl(database.adminUrl, importers, 'another secret');
    const pool = connect(url, { max: 1, applicationName: 'provision test' });
    pools.push(pool);
    await expect(pool`select 1`).rejects.toMatchObject({ code: '28P01' });
  });

  test('every statement of an owner has a deadline', async () => {
    const [row] = await as(entries)`
      select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
             current_setting('idle_in_transaction_session_timeout') as idle`;
    expect(row).toEqual({ statement: '15s', lock: '5s', idle: '1min' });
  });
});

describe('an owner whose writers may only insert', () => {
  test('adds and reads lines', async () => {
    const pool = as(ledger);
    await pool`insert into line (said) values ('disclosed')`;
    expect(await pool`select said from line`).toEqual([{ said: 'disclosed' }]);
  });

  test.each([
    ['change a line', "update line set said = 'nothing'"],
    ['remove a line', 'delete from line'],
    ['empty the table', 'truncate line'],
    ['drop the table', 'drop table ledger.line'],
    ['alter the table', 'alter table line add column x int'],
    ['grant itself more', 'set role gs_ledger_owner'],
    ['make a table', 'create table ledger.other (x int)'],
  ])('may not %s', async (_case, command) => {
    await expect(as(ledger).unsafe(command)).rejects.toMatchObject(INSUFFICIENT_PRIVILEGE);
  });
});
