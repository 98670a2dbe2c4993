import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import { type Feed, UnreadableFile } from './feed.ts';
import { ingest } from './ingest.ts';
import { bonds, sureties } from './sample/bonds.ts';

let database: DisposableDatabase;
let url: string;
let sql: Sql;
let folder: string;

beforeAll(async () => {
  database = await disposableDatabase();
  await provision(database.adminUrl, [sureties], database.roleSecret);
  await migrate(database.adminUrl, sureties);
  url = ownerUrl(database.adminUrl, sureties, database.roleSecret);
  sql = connect(url, { max: 2, applicationName: 'ingest test' });
  folder = mkdtempSync(join(tmpdir(), 'gs-ingest-'));
});

beforeEach(async () => {
  await sql`truncate bond, bond_change, quarantine, run`;
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
  rmSync(folder, { recursive: true });
});

const HEADER = 'Bond Number,Surety,Amount in Cents';

function file(name: string, ...rows: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, [HEADER, ...rows].join('\n'));
  return path;
}

async function inForce(): Promise<readonly string[]> {
  const rows = await sql<{ number: string; amount_cents: number }[]>`
    select number, amount_cents from bond where not ended order by number`;
  return rows.map((row) => `${row.number} ${row.amount_cents}`);
}

describe('a run', () => {
  test('brings each row with its provenance', async () => {
    const counts = await ingest(
      url,
      bonds,
      file('june.csv', 'B1,Atlas,100', 'B2,"Boreal\nSurety",200', 'B3,Atlas,300'),
    );
    expect(counts).toMatchObject({ read: 3, accepted: 3, rejected: 0, closed: 0, alreadyDone: false });
    const rows = await sql`
      select b.number, b.surety, b.line, r.source, r.file, length(r.sha256) as hash, r.state
      from bond b join run r using (run_id) order by b.number`;
    const run = { source: 'INVENTED_BONDS', file: 'june.csv', hash: 64, state: 'DONE' };
    expect(rows).toEqual([
      { number: 'B1', surety: 'Atlas', line: 2, ...run },
      { number: 'B2', surety: 'Boreal\nSurety', line: 3, ...run },
      { number: 'B3', surety: 'Atlas', line: 5, ...run },
    ]);
  });

  test('quarantines what is not taken and goes on', async () => {
    const long = 'x'.repeat(300);
    const path = file(
      'june.csv',
      'B1,Atlas,100',
      'B2,Atlas,much',
      'B3,Atlas',
      'B4,"At\0las",5',
      `B5,Atlas,${long}`,
      'B6,Atlas,600',
    );
    expect(await ingest(url, bonds, path)).toMatchObject({ read: 6, accepted: 2, rejected: 4 });
    expect(await inForce()).toEqual(['B1 100', 'B6 600']);
    expect(await sql`select record, line, field, expected, got from quarantine order by record`).toEqual([
      { record: 1, line: 3, field: 'Amount in Cents', expected: 'whole cents', got: 'much' },
      { record: 2, line: 4, field: 'row', expected: '3 fields', got: '2 fields' },
      { record: 3, line: 5, field: 'record', expected: 'text without NUL characters', got: 'a NUL' },
      { record: 4, line: 6, field: 'Amount in Cents', expected: 'whole cents', got: 'x'.repeat(200) },
    ]);
  });

  test.each(['back\\slash', 'tab\there', '\\N', 'null', 'é東🚢', '', '\\.', ' a ', '{a,b}'])(
    'keeps the text %j',
    async (text) => {
      await ingest(url, bonds, file('text.csv', `B1,"${text}",100`));
      expect(await sql`select surety from bond`).toEqual([{ surety: text }]);
    },
  );

  test('twice is once', async () => {
    const path = file('june.csv', 'B1,Atlas,100', 'B2,Atlas,bad');
    const first = await ingest(url, bonds, path);
    expect(await ingest(url, bonds, path)).toEqual({ ...first, alreadyDone: true });
    expect(await sql`select count(*) as changes from bond_change`).toEqual([{ changes: 1 }]);
  });

  test('a later row of one key wins, within a chunk and across chunks', async () => {
    const path = file('june.csv', 'B1,Atlas,1', 'B1,Atlas,2', 'B2,Atlas,1', 'B3,Atlas,1', 'B2,Atlas,2');
    for (const chunkRecords of [1, 2, 100]) {
      await sql`truncate bond, bond_change, quarantine, run`;
      await ingest(url, bonds, path, { chunkRecords });
      expect(await inForce()).toEqual(['B1 2', 'B2 2', 'B3 1']);
    }
  });
});

describe('a snapshot', () => {
  test('closes what it no longer lists, and opens what it lists again', async () => {
    const both = file('june.csv', 'B1,Atlas,100', 'B2,Atlas,200');
    await ingest(url, bonds, both);
    expect(await ingest(url, bonds, file('july.csv', 'B2,Atlas,250'))).toMatchObject({ closed: 1 });
    expect(await inForce()).toEqual(['B2 250']);
    expect(await ingest(url, bonds, both)).toMatchObject({ closed: 0, alreadyDone: false });
    expect(await inForce()).toEqual(['B1 100', 'B2 200']);
  });

  test('closes nothing before it is complete', async () => {
    await ingest(url, bonds, file('june.csv', 'B1,Atlas,100'));
    const stopped = new AbortController();
    const path = file('july.csv', 'B2,Atlas,1', 'B3,Atlas,1', 'B4,Atlas,1');
    const onProgress = () => stopped.abort();
    await expect(
      ingest(url, bonds, path, { chunkRecords: 1, signal: stopped.signal, onProgress }),
    ).rejects.toThrow('abort');
    expect(await inForce()).toContain('B1 100');
    expect(await ingest(url, bonds, path)).toMatchObject({ read: 3, accepted: 3, closed: 1 });
    expect(await inForce()).toEqual(['B2 1', 'B3 1', 'B4 1']);
    expect(await sql`select count(*) as changes from bond_change`).toEqual([{ changes: 4 }]);
  });

  test('an incomplete run does not go on once another file of the feed was begun', async () => {
    const stopped = new AbortController();
    const path = file('june.csv', 'B1,Atlas,1', 'B2,Atlas,1');
    const onProgress = () => stopped.abort();
    await expect(
      ingest(url, bonds, path, { chunkRecords: 1, signal: stopped.signal, onProgress }),
    ).rejects.toThrow('abort');
    await ingest(url, bonds, file('july.csv', 'B2,Atlas,5'));
    expect(await ingest(url, bonds, path)).toMatchObject({ read: 2, accepted: 2 });
    expect(await inForce()).toEqual(['B1 1', 'B2 1']);
    expect(await sql`select state from run order by run_id`).toEqual([
      { state: 'ABANDONED' },
      { state: 'DONE' },
      { state: 'DONE' },
    ]);
  });
});

describe('what cannot be ingested', () => {
  test('a file of another kind changes nothing and says what was expected', async () => {
    const path = join(folder, 'other.csv');
    writeFileSync(path, 'Name,Country\nA,B\n');
    const running = ingest(url, bonds, path);
    await expect(running).rejects.toThrow(UnreadableFile);
    await expect(running).rejects.toThrow('expected a header with the columns "Bond Number"');
    expect(await sql`select * from run`).toEqual([]);
  });

  test('a file that is not there', async () => {
    await expect(ingest(url, bonds, join(folder, 'absent.csv'))).rejects.toThrow(
      'absent.csv cannot be read (there is no such file)',
    );
  });

  test('a chunk that a constraint refuses is named by its lines, never by its values', async () => {
    const path = file('june.csv', 'B1,Atlas,100', 'B-secret,Atlas,0');
    await expect(ingest(url, bonds, path)).rejects.toThrow(
      'june.csv, lines 2 to 3: the database refused them (23514 bond_is_positive)',
    );
    expect(await inForce()).toEqual([]);
  });

  test('a value that COPY refuses after the last byte was sent', async () => {
    const feed: Feed<{ number: string; surety: string; amount: string }> = {
      ...bonds,
      map: () => ({ staged_bond: [{ number: 'B1', surety: 'Atlas', amount_cents: 'a lot' }] }),
    };
    await expect(ingest(url, feed, file('june.csv', 'B1,Atlas,1'))).rejects.toThrow(
      'lines 2 to 2: the database refused them (22P02)',
    );
  });

  test('a second run of the feed while one is under way', async () => {
    const holder = connect(url, { max: 1, applicationName: 'ingest test' });
    await holder`select pg_advisory_lock(hashtext('good-standing ingest'), hashtext('bonds'))`;
    const running = ingest(url, bonds, file('june.csv', 'B1,Atlas,100'), { lockWithinMs: 300 });
    await expect(running).rejects.toThrow('Another run of bonds is under way');
    await holder.end();
  });
});

test('the hook runs in the transaction of the merge', async () => {
  const failing: Feed<{ number: string; surety: string; amount: string }> = {
    ...bonds,
    after: async (tx) => {
      const [row] = await tx<{ n: number }[]>`select count(*) as n from bond`;
      if (row?.n === 2) throw new Error('no further');
    },
  };
  const path = file('june.csv', 'B1,Atlas,1', 'B2,Atlas,1');
  await expect(ingest(url, failing, path, { chunkRecords: 1 })).rejects.toThrow();
  expect(await inForce()).toEqual(['B1 1']);
  expect(await sql`select next_record, state from run`).toEqual([{ next_record: 1, state: 'RUNNING' }]);
});
