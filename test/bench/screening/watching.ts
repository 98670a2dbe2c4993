import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ListedParty } from '@good-standing/debarments/index/listed-party.ts';
import { type InventedRow, inventedList } from '@good-standing/debarments/ingest/sample/invented-list.ts';
import { lookUpDue } from '@good-standing/debarments/watching/due.ts';
import { hearOfLists } from '@good-standing/debarments/watching/rounds.ts';
import { feedsByName, ingestFile } from '@good-standing/gateway/house/ingest-feed.ts';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { openPools } from '@good-standing/gateway/house/pools.ts';
import { prepare } from '@good-standing/gateway/house/prepare.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { benchKeys } from '../gateway/setting.ts';
import { serverCpu } from '../ingest/server-cpu.ts';
import { fullList } from './generated.ts';
import { publishedParties } from './listed.ts';
import { watchedRows } from './watched-parties.ts';

/**
 * `npm run bench -- watching [--watched n] [--changes n] [--listed n] [--data folder]`: how
 * long it takes until everyone who watches a party has been told of a new list, and that
 * what is told is what looking everyone up again would say of a sample of them.
 */
const { values } = parseArgs({
  options: {
    watched: { type: 'string', default: '200000' },
    changes: { type: 'string', default: '100' },
    listed: { type: 'string', default: '100000' },
    data: { type: 'string', default: process.env.SCREENING_DATA ?? '../shared/data/screening' },
  },
});
const watched = Number(values.watched);
const changes = Number(values.changes);
const listed = Number(values.listed);
const SAMPLE = 5_000;
/** One in so many of the new entries names a watched party. */
const NAMED = 5;

const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database = { adminUrl: postgres.adminUrl, keys: benchKeys() };
const admin = connect(postgres.adminUrl, { max: 1, applicationName: 'bench', keep: true });
const room = ROOMS.find(({ name }) => name === 'debarments');
if (room === undefined) throw new Error('the house has no debarments');

interface Line {
  readonly what: string;
  readonly count: number;
  readonly seconds: number;
  /** CPU of this process and of Postgres: what a busy machine does not blur. */
  readonly cpuSeconds: number;
  /** Resident memory of this process, at the most. */
  readonly mebibytes: number;
}

try {
  await prepare(database);
  const pools = openPools(database);
  const sql = pools.of(room);
  const lines: Line[] = [];
  const postgresCpu = await serverCpu(admin);
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6 + postgresCpu();
  };
  const measure = async (what: string, count: number, work: () => Promise<unknown>) => {
    const start = performance.now();
    const before = cpu();
    let most = 0;
    const looking = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 100);
    await work();
    clearInterval(looking);
    const seconds = (performance.now() - start) / 1_000;
    lines.push({ what, count, seconds, cpuSeconds: cpu() - before, mebibytes: Math.round(most / 2 ** 20) });
  };
  try {
    const parties = fullList(publishedParties(values.data), values.data).slice(-listed);
    const rows = parties.map(rowOf);
    const feed = feedsByName(database).get('sam-exclusions');
    if (feed === undefined) throw new Error('debarments has no list');
    const list = (name: string, all: readonly InventedRow[]) => {
      const file = join(folder, name);
      writeFileSync(file, `${inventedList(...all).join('\n')}\n`);
      return ingestFile(database, feed, file, {});
    };
    await list('first.csv', rows);
    await settle(sql, hearOfLists);
    const names: string[] = [];
    for (const batch of watchedRows(watched, parties, values.data)) {
      names.push(...batch.slice(0, 5).map(({ name }) => name));
      await insert(sql, batch);
    }
    await sql.unsafe('analyze watched_party');
    await measure('looked up for the first time', watched, () => settle(sql, lookUpDue));
    const fresh = Array.from({ length: changes }, (_, nth) => ({
      ...(rows[nth] ?? {}),
      ...(nth % NAMED === 0
        ? { Classification: 'Firm', Name: names[nth] ?? '', First: '', Middle: '', Last: '' }
        : {}),
      'Address 1': `${nth} NEWLY LISTED ROAD`,
      'SAM Number': `S4NEW${nth}`,
    }));
    await measure('the new list itself, received', rows.length + changes, () =>
      list('second.csv', [...rows, ...fresh]),
    );
    await measure('watched parties held against what changed of it', watched, () => settle(sql, hearOfLists));
    const due = await count('select count(*) from debarments.watched_party where due_at is not null');
    await measure('of them looked up and told', due, () => settle(sql, lookUpDue));
    const told = await count('select count(*) from debarments.watched_change');
    console.log(report(lines, told, await differing(sql)));
  } finally {
    await pools.end();
  }
} finally {
  await admin.end({ timeout: 1 });
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function settle(sql: Sql, sweep: Sweep): Promise<void> {
  while (await sweep.run({ sql, now: Temporal.Now.instant() })) {}
}

function rowOf({ names, kind, addresses: [address] }: ListedParty, nth: number): InventedRow {
  const [own = '', ...others] = names;
  const [last = '', given = ''] = own.split(', ');
  const [first = '', ...middle] = given.split(' ');
  const named =
    kind === 'PERSON' && given !== ''
      ? { Classification: 'Individual', Name: '', First: first, Middle: middle.join(' '), Last: last }
      : { Classification: 'Firm', Name: own.slice(0, 200) };
  return {
    ...named,
    'Address 1': address?.lines[0] ?? '',
    City: address?.city ?? '',
    'State / Province': address?.region ?? '',
    'Zip Code': address?.postalCode ?? '',
    'SAM Number': `S4INV${nth}`,
    'Cross-Reference': others.length === 0 ? '' : `(also ${others.map(firstNameFirst).join(', ')})`,
  };
}

/** As SAM writes the other names of persons: a comma in them would end one. */
function firstNameFirst(name: string): string {
  const [last = '', given] = name.split(', ');
  return given === undefined ? name : `${given} ${last}`.trim();
}

async function insert(sql: Sql, rows: readonly object[]): Promise<void> {
  await sql.unsafe(
    `with parties as (
       select * from jsonb_to_recordset($1::text::jsonb) as given (id text, reference text, name text, party jsonb, facts text, marks text)
     ),
     organization as (
       insert into watching_organization (organization, parties) values ('org_bench', 1) on conflict do nothing
     )
     insert into watched_party (
       id, organization, audience, reference, party, facts, marks, heard_run, written_at, due_at, watched_at, until_on)
     select id, 'org_bench', 'PLATFORM', reference, party, facts, marks, 0, now() - interval '1 day', now(), now(),
       current_date + 365
     from parties`,
    [JSON.stringify(rows)],
  );
}

async function count(statement: string): Promise<number> {
  const [row] = await admin.unsafe<{ count: number }[]>(statement);
  return Number(row?.count ?? 0);
}

/** Of a sample that was not looked up, those whose result is another when it is: there must be none. */
async function differing(sql: Sql): Promise<string> {
  const before = await count('select count(*) from debarments.watched_change');
  await sql.unsafe(
    `update watched_party set due_at = clock_timestamp()
     where number in (select number from watched_party order by md5(number::text) limit ${SAMPLE})`,
  );
  await settle(sql, lookUpDue);
  const after = await count('select count(*) from debarments.watched_change');
  return `${after - before} of ${Math.min(SAMPLE, watched)}`;
}

function report(lines: readonly Line[], told: number, missed: string): string {
  const [, , held, looked] = lines;
  const seconds = (held?.seconds ?? 0) + (looked?.seconds ?? 0);
  return [
    `| ${watched} watched parties, ${listed} listed entries, ${changes} new ones | parties | seconds | CPU seconds | MiB at most |`,
    '|---|---:|---:|---:|---:|',
    ...lines.map(
      (line) =>
        `| ${line.what} | ${line.count} | ${line.seconds.toFixed(1)} | ${line.cpuSeconds.toFixed(1)} | ${line.mebibytes} |`,
    ),
    `| from the list's being there to the last one told | ${told} told | ${seconds.toFixed(1)} | | aim: 60 s for 1,000,000 on two cores |`,
    `| looked up once more, told that should have been before | ${missed} | | | |`,
  ].join('\n');
}
