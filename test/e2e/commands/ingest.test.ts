import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { begin, type Ended, endAll, type Running, refusedWith, run } from './command.ts';
import { postgresOn, rowCounts, type TestFolder, testFolder } from './data-folder.ts';
import { changedFile, inventedWorld, linesOf } from './invented-world.ts';
import { printedUrl } from './printed-request.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SAM = `${ROOT}../shared/data/sam/SAM_Exclusions_Public_Extract_20049_part.CSV`;
/** `script` of util-linux runs a command in a terminal. */
const HAS_TERMINAL = process.platform === 'linux' && existsSync('/usr/bin/script');

let folder: TestFolder;
let dataDir: string;
let file: (feed: string) => string;
let house: Running;
let sql: Sql;

beforeAll(async () => {
  folder = testFolder('ingest');
  dataDir = `${folder.path}/data`;
  file = await inventedWorld(`${folder.path}/world`);
});

afterAll(async () => {
  await endAll();
  await folder.remove();
});

function ingest(...args: readonly string[]): Promise<Ended> {
  return run('ingest', args, { DATA_DIR: dataDir });
}

/** The one object that `--json` ends with. */
function counts({ code, stdout, stderr }: Ended): unknown {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

const all = (rows: number) => ({ read: rows, accepted: rows, rejected: 0, closed: 0, alreadyDone: false });

test('without a running house it brings its own Postgres, and leaves none running', async () => {
  expect(counts(await ingest('importers', file('importers'), '--json'))).toMatchObject({
    feed: 'importers',
    ...all(2_000),
  });
  expect(postgresOn(dataDir)).toBeNull();
});

describe('beside a running house', () => {
  beforeAll(async () => {
    house = begin('start', [], { PORT: '0', DATA_DIR: dataDir });
    await house.until(/Ctrl-C ends it\.\n/);
    sql = await folder.admin(dataDir);
  });

  test('that has no invented world where something else was ingested before', async () => {
    expect(house.said()).not.toMatch(/\d rows/);
    expect(await rowCounts(sql)).toMatchObject({ 'importers.importer': 2_000, 'entries.entry': 0 });
  });

  test('what it brings is answered', async () => {
    expect(await listed()).toEqual([]);
    expect(counts(await ingest('trusted-listings', file('trusted-listings'), '--json'))).toMatchObject(
      all(245),
    );
    expect(await listed()).toContainEqual({ name: 'AURORA KITCHENWARE LLC' });
  });

  test('twice is once', async () => {
    const before = await rowCounts(sql);
    const again = await ingest('importers', file('importers'), '--json');
    expect(counts(again)).toMatchObject({ ...all(2_000), alreadyDone: true });
    expect(await rowCounts(sql)).toEqual(before);
  });

  test.skipIf(!HAS_TERMINAL)('a person who watches sees a bar', () => {
    const command = `'${process.execPath}' gateway/cli/ingest.ts importers '${file('importers')}'`;
    const seen = execFileSync('script', ['-qec', command, '/dev/null'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    expect(seen).toMatch(/importers \[.*\] \d+% · \d+ rows/);
    expect(seen).toMatch(/nothing changed/);
  });

  test('bad rows are quarantined by line, the others are taken, and the counts add up', async () => {
    const bad = changedFile(file('penalties'), `${folder.path}/bad`, (lines) => [
      ...lines.slice(0, 3),
      'not a penalty',
      ...lines.slice(3),
      ',,,,,,,,,,,,,,,,,,,,,,,,,,',
    ]);
    const good = linesOf(file('penalties')).length - 1;
    const { code, stdout, stderr } = await ingest('penalties', bad);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      new RegExp(`^penalties: ${good + 2} read = ${good} accepted \\+ 2 rejected; 0 closed; [\\d.]+ s\n$`),
    );
    expect(await sql`select line from entries.quarantine order by line`).toMatchObject([
      { line: 4 },
      { line: good + 3 },
    ]);
  });

  test('a snapshot closes what it no longer lists', async () => {
    const listing = file('sam-exclusions');
    const rows = linesOf(listing).length - 1;
    expect(counts(await ingest('sam-exclusions', listing, '--json'))).toMatchObject(all(rows));
    const shorter = changedFile(listing, `${folder.path}/next`, (lines) => lines.slice(0, -3));
    expect(counts(await ingest('sam-exclusions', shorter, '--json'))).toMatchObject({
      ...all(rows - 3),
      closed: 3,
    });
  });

  test.skipIf(!existsSync(SAM))('every row of the real SAM extract is accounted for', async () => {
    const brought = counts(await ingest('sam-exclusions', SAM, '--json')) as Record<string, number>;
    expect(brought.read).toBe(linesOf(SAM).length - 1);
    expect(brought.read).toBe((brought.accepted ?? 0) + (brought.rejected ?? 0));
    const [quarantined] = await sql`
      select count(*)::int as n from debarments.quarantine where run_id = ${brought.runId ?? 0}`;
    expect(quarantined).toEqual({ n: brought.rejected });
  });

  test('refusals are one line, and change nothing', async () => {
    const before = await rowCounts(sql);
    const binary = `${folder.path}/binary`;
    writeFileSync(binary, Buffer.from([0, 159, 146, 150, 10, 0, 255]));
    const usage = /^expected: npm run ingest -- <feed> <file> \[--json\]; feeds: agreements, [^\n]+\n$/;
    const refusals = [
      [[], usage],
      [['importers'], usage],
      [['importer', file('importers')], usage],
      [['importers', file('importers'), '--csv'], /^[^\n]*'--csv'[^\n]*\n$/],
      [['importers', `${folder.path}/absent.csv`], /^expected a file that exists, got [^\n]*absent\.csv\n$/],
      [['importers', folder.path], /^[^\n]* cannot be read \(EISDIR\)\n$/],
      [['importers', file('entries')], /^expected a CSV header with the columns number, [^\n]*\n$/],
      [['sam-exclusions', binary], /^expected [^\n]*\n$/],
    ] as const;
    for (const [args, line] of refusals) {
      expect(await ingest(...args), args.join(' ')).toEqual(refusedWith(expect.stringMatching(line)));
    }
    expect(await rowCounts(sql)).toEqual(before);
  });

  test('killed at any point, a rerun completes and nothing is doubled', async () => {
    const [, ...rows] = linesOf(file('entries'));
    const moments: string[] = [];
    for (const share of [Math.random() * 0.4, 0.6 + Math.random() * 0.3]) {
      const under = begin('ingest', ['entries', file('entries'), '--json'], { DATA_DIR: dataDir });
      await expect
        .poll(underWay, { timeout: 30_000, interval: 5 })
        .toBeGreaterThanOrEqual(share < 0.5 ? 0 : 1);
      const afterMs = Math.floor(share * 800);
      await new Promise((later) => setTimeout(later, afterMs));
      under.send('SIGKILL');
      expect((await under.ended).stdout).toBe('');
      moments.push(`${afterMs} ms after record ${await underWay()}`);
    }
    const told = `killed ${moments.join(', ')}`;
    expect(counts(await ingest('entries', file('entries'), '--json')), told).toMatchObject(all(rows.length));
    const entries = new Set(rows.map((row) => row.slice(0, row.indexOf(',')))).size;
    expect(await totals(), told).toEqual({ entries, lines: rows.length, quarantined: 0, runs: 1 });
  });
});

/** The checkpoint of the run under way; -1 where there is none. */
async function underWay(): Promise<number> {
  const [run] = await sql<{ next: number }[]>`
    select next_record::int as next from entries.run where feed = 'entries' and state = 'RUNNING'`;
  return run?.next ?? -1;
}

async function totals(): Promise<unknown> {
  const [row] = await sql`
    select (select count(*)::int from entries.entry) as entries,
           (select count(*)::int from entries.entry_line) as lines,
           (select count(*)::int from entries.quarantine where run_id in (
             select run_id from entries.run where feed = 'entries')) as quarantined,
           (select count(*)::int from entries.run where feed = 'entries') as runs`;
  return row;
}

/** What the public reads of the trusted registry. */
async function listed(): Promise<unknown> {
  const response = await fetch(`${printedUrl(house.said())}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ trustedImporters(search: "aurora", first: 5) { nodes { name } } }' }),
  });
  const { data } = (await response.json()) as {
    readonly data?: { readonly trustedImporters?: { readonly nodes?: unknown } };
  };
  return data?.trustedImporters?.nodes;
}
