import { type ChildProcess, spawn } from 'node:child_process';
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

const ROWS = 24_000;
const BAD_EVERY = 1_000;
const BAD = ROWS / BAD_EVERY;
const KILLS = 3;

let database: DisposableDatabase;
let url: string;
let sql: Sql;
let folder: string;
let path: string;

beforeAll(async () => {
  database = await disposableDatabase();
  await provision(database.adminUrl, [sureties], database.roleSecret);
  await migrate(database.adminUrl, sureties);
  url = ownerUrl(database.adminUrl, sureties, database.roleSecret);
  sql = connect(url, { max: 1, applicationName: 'killed test' });
  folder = mkdtempSync(join(tmpdir(), 'gs-killed-'));
  path = join(folder, 'bonds.csv');
  const rows = Array.from({ length: ROWS }, (_, n) => `B${n},Atlas,${n % BAD_EVERY === 0 ? 'bad' : n}`);
  writeFileSync(path, ['Bond Number,Surety,Amount in Cents', ...rows].join('\n'));
});

beforeEach(async () => {
  await sql`truncate bond, bond_change, quarantine, run`;
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
  rmSync(folder, { recursive: true });
});

function start(): { child: ChildProcess; output: Promise<string> } {
  const script = new URL('./sample/ingest-bonds.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, url, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return { child, output: new Promise((done) => child.on('close', () => done(text))) };
}

async function brought(): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select coalesce(max(next_record), 0) as n from run`;
  return row?.n ?? 0;
}

test('killed at any point, a rerun completes and nothing is doubled', async () => {
  let before = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const { child, output } = start();
    const target = before + 500 + Math.floor(Math.random() * 3_000);
    while ((await brought()) < target) await new Promise((later) => setTimeout(later, Math.random() * 5));
    child.kill('SIGKILL');
    await output;
    before = await brought();
    expect(before).toBeLessThan(ROWS);
  }

  const counts: unknown = JSON.parse(await start().output);
  expect(counts).toMatchObject({ read: ROWS, accepted: ROWS - BAD, rejected: BAD, alreadyDone: false });
  await expectEachRowOnce();
});

test('a session the database ends stops the run, and a rerun goes on', async () => {
  const running = ingest(url, bonds, path, { chunkRecords: 1_000 });
  const stopped = expect(running).rejects.toThrow(/the database refused them/);
  while ((await brought()) < 3_000) await new Promise((later) => setTimeout(later, 2));
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'good-standing ingest bonds' and datname = current_database()`;
  await stopped;
  expect(await brought()).toBeLessThan(ROWS);
  expect(await ingest(url, bonds, path)).toMatchObject({ read: ROWS, accepted: ROWS - BAD, rejected: BAD });
  await expectEachRowOnce();
});

async function expectEachRowOnce(): Promise<void> {
  const [totals] = await sql`
    select (select count(*) from bond) as bonds,
           (select count(*) from bond_change) as changes,
           (select count(*) from quarantine) as quarantined,
           (select count(*) from run) as runs`;
  expect(totals).toEqual({ bonds: ROWS - BAD, changes: ROWS - BAD, quarantined: BAD, runs: 1 });
}
