import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import { ingest } from './ingest.ts';
import { bonds, sureties } from './sample/bonds.ts';

let database: DisposableDatabase;
let url: string;
let sql: Sql;
let folder: string;
let confirmed: string[] = [];

const feed: typeof bonds = {
  ...bonds,
  confirm: async (_tx, { file }) => {
    confirmed.push(file.name);
  },
};

beforeAll(async () => {
  database = await disposableDatabase();
  await provision(database.adminUrl, [sureties], database.roleSecret);
  await migrate(database.adminUrl, sureties);
  url = ownerUrl(database.adminUrl, sureties, database.roleSecret);
  sql = connect(url, { max: 1, applicationName: 'confirm test' });
  folder = mkdtempSync(join(tmpdir(), 'gs-confirm-'));
});

beforeEach(async () => {
  confirmed = [];
  await sql`truncate bond, bond_change, quarantine, run`;
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
  rmSync(folder, { recursive: true });
});

function file(name: string, ...rows: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, ['Bond Number,Surety,Amount in Cents', ...rows].join('\n'));
  return path;
}

const runs = () =>
  sql`select file, state, confirmed_file, confirmed_at > received_at as "isLater" from run order by run_id`;

test('the latest snapshot received again is confirmed, under the name it came with', async () => {
  await ingest(url, feed, file('june.csv', 'B1,Atlas,100'));
  expect(await runs()).toEqual([{ file: 'june.csv', state: 'DONE', confirmed_file: null, isLater: null }]);
  await ingest(url, feed, file('july.csv', 'B1,Atlas,100'));
  expect(confirmed).toEqual(['july.csv']);
  expect(await runs()).toEqual([
    { file: 'june.csv', state: 'DONE', confirmed_file: 'july.csv', isLater: true },
  ]);
  expect(await sql`select count(*) as changes from bond_change`).toEqual([{ changes: 1 }]);
});

test('a hook that fails leaves nothing noted', async () => {
  await ingest(url, feed, file('june.csv', 'B1,Atlas,100'));
  const failing = { ...feed, confirm: () => Promise.reject(new Error('no further')) };
  await expect(ingest(url, failing, file('june.csv', 'B1,Atlas,100'))).rejects.toThrow('no further');
  expect(await runs()).toMatchObject([{ confirmed_file: null }]);
});

test('changes are applied once, and nothing is noted', async () => {
  const changes = { ...feed, kind: 'CHANGES' as const };
  await ingest(url, changes, file('june.csv', 'B1,Atlas,100'));
  expect(await ingest(url, changes, file('july.csv', 'B1,Atlas,100'))).toMatchObject({ alreadyDone: true });
  expect(confirmed).toEqual([]);
  expect(await runs()).toMatchObject([{ confirmed_file: null }]);
});

test('a snapshot after which another was begun is brought again, not confirmed', async () => {
  const june = file('june.csv', 'B1,Atlas,100');
  await ingest(url, feed, june);
  const stopped = new AbortController();
  const running = ingest(url, feed, file('july.csv', 'B1,Atlas,150', 'B2,Atlas,1'), {
    chunkRecords: 1,
    signal: stopped.signal,
    onProgress: () => stopped.abort(),
  });
  await expect(running).rejects.toThrow('abort');
  expect(await ingest(url, feed, june)).toMatchObject({ alreadyDone: false });
  expect(await sql`select number, amount_cents from bond where not ended`).toEqual([
    { number: 'B1', amount_cents: 100 },
  ]);
  expect(confirmed).toEqual([]);
});
