import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { definition } from '@good-standing/entries/subgraph';
import { feedsByName, ingestFile } from '@good-standing/gateway/house/ingest-feed.ts';
import { type HouseDatabase, prepare } from '@good-standing/gateway/house/prepare.ts';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { entryNumberOf } from '@good-standing/kernel/identifiers/entry-number.ts';
import type { FilerCode } from '@good-standing/kernel/identifiers/filer-code.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { type Subgraph, subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { benchKeys, OFFICER } from './gateway/setting.ts';

/**
 * `npm run bench -- record-history [--entries n]`: 24 months of one importer with so many
 * entries, brought through their feed; against a count over its entries and lines.
 */
const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } } });
const ENTRIES = Number(values.entries);
const ROUNDS = 30;
const MONTHS = 24;
/** Aim for the answer, milliseconds. */
const MOST_MS = 30;

const FILERS = ['B7Q', 'C3K', 'D4M', 'E5N'] as const;
const TYPES = ['01', '03', '06', '11'] as const;
const ORIGINS = ['CN', 'VN', 'IN', 'MX', 'DE', 'TH', 'TW', 'KR', 'IT', 'BD', 'ID', 'JP', 'TR', 'MY'] as const;
const AGENCIES = ['', '', 'FDA', 'CPS', 'FDA;CPS', 'EPA', 'APH'] as const;
const IMPORTER = '07-000000100';
const HEADER =
  'entry_number,entry_type,environment,mode_of_transport,port,filed_on,released_on,importer_number,post_code,entered_value_usd,duties_owed_usd,duties_paid_usd,bond_type,surety_code,line,hts,description,origin,line_value_usd,line_duty_usd,quantity,unit,mid,agencies';

const HISTORY = `query ($of: [_Any!]!, $from: Date!, $to: Date!) { _entities(representations: $of) { ... on Importer {
  history(from: $from, to: $to) { total { entries lines }
    months { from entries lines entryTypes { type { code } entries } outcomes { outcome entries }
      countries { country lines } agencies { agency entries lines } } } } } }`;

const BASE = `
  select date_trunc('month', entry.filed_on), entry.entry_type, entry_line.origin, count(distinct entry.id), count(*)
  from entry
  join entry_line on entry_line.filed_on = entry.filed_on and entry_line.entry_id = entry.id
  where entry.importer_id = $1 and entry.filed_on between '2024-01-01' and '2025-12-31'
  group by 1, 2, 3`;

const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const keys = benchKeys();
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database: HouseDatabase = { adminUrl: postgres.adminUrl, keys };
try {
  await prepare(database);
  await fill();
  const sql: Sql = connect(ownerUrl(postgres.adminUrl, definition.owner, keys.roles), {
    max: 2,
    applicationName: 'bench',
  });
  await sql.unsafe('vacuum analyze importer_month');
  await sql.unsafe('vacuum analyze importer_month_line');
  const importer = recordId('imp', keys.ids, IMPORTER);
  const entries = subgraph(definition, sql, keys);
  console.log(`| ${MONTHS} months of an importer with ${ENTRIES} entries | median ms | least ms |`);
  console.log('|---|---:|---:|');
  const agency: Viewer = { ...OFFICER, audience: 'PGA', agency: 'FDA', purpose: 'ADMISSIBILITY' };
  for (const [who, viewer] of [
    ['CBP', OFFICER],
    ['an agency', agency],
  ] as const) {
    const took = await timed(ROUNDS, () => ask(entries, viewer, importer));
    if (middle(took) > MOST_MS) process.exitCode = 1;
    console.log(`| history, to ${who} | ${middle(took).toFixed(1)} | ${Math.min(...took).toFixed(1)} |`);
  }
  const base = await timed(1, () => countedOverAll(sql, importer));
  console.log(
    `| a count over entries and lines | ${middle(base).toFixed(0)} | ${Math.min(...base).toFixed(0)} |`,
  );
  const [kept] = await sql`
    select (select count(*)::int from importer_month) as months, (select count(*)::int from importer_month_line) as lines`;
  console.log(`counts kept: ${kept?.months} of entries, ${kept?.lines} of lines`);
  await sql.end({ timeout: 1 });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function ask(entries: Subgraph, viewer: Viewer, importer: string): Promise<void> {
  const { errors } = await entries.execute({
    document: HISTORY,
    variables: { of: [{ __typename: 'Importer', id: importer }], from: '2024-01-01', to: '2025-12-31' },
    viewer,
    requestId: 'bench',
    now: Temporal.Instant.from('2026-11-02T12:00:00Z'),
    notes: notes(true),
  });
  if (errors !== undefined) throw new Error(errors[0]?.message);
}

/** What nobody would be kept waiting for: without the time that statements of the house are given. */
async function countedOverAll(sql: Sql, importer: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe('set local statement_timeout = 0');
    await tx.unsafe(BASE, [importer]);
  });
}

async function timed(rounds: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const took: number[] = [];
  await work();
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return took;
}

function middle(taken: readonly number[]): number {
  return [...taken].sort((one, other) => one - other)[taken.length >> 1] ?? Number.NaN;
}

/** One line an entry, spread over the months, filers, types, origins and agencies. */
async function fill(): Promise<void> {
  const path = join(folder, 'entries.csv');
  const file = createWriteStream(path);
  file.write(`${HEADER}\n`);
  const first = Temporal.PlainDate.from('2024-01-01');
  const days = Array.from({ length: 731 }, (_, nth) => first.add({ days: nth }).toString());
  for (let nth = 1; nth <= ENTRIES; nth += 1) {
    const on = days[Math.floor(((nth - 1) * days.length) / ENTRIES)] ?? '';
    const number = entryNumberOf(of(FILERS, nth, 40_503) as FilerCode, nth);
    const released = nth % 20 === 0 ? '' : on;
    const row = `${number},${of(TYPES, nth, 69_069)},CARGO,11,2704,${on},${released},${IMPORTER},,100.00,6.00,6.00,,,1,6911103710,GOODS,${of(ORIGINS, nth, 1_013)},100.00,6.00,12,NO,,${of(AGENCIES, nth, 22_695)}\n`;
    if (!file.write(row)) await new Promise((resolve) => file.once('drain', resolve));
  }
  file.end();
  await finished(file);
  const owned = feedsByName(database).get('entries');
  if (owned === undefined) throw new Error('there is no feed of entries');
  const started = performance.now();
  const { rejected } = await ingestFile(database, owned, path, {});
  if (rejected > 0) throw new Error(`${rejected} rows were rejected`);
  const seconds = (performance.now() - started) / 1_000;
  console.log(`${ENTRIES} entries brought in ${seconds.toFixed(1)} s, counts kept with them`);
}

/** Each list is spread apart from the others: by a hash of the place with the list's own factor (Knuth). */
function of<Value>(list: readonly [Value, ...Value[]], nth: number, factor: number): Value {
  const mixed = Math.imul(nth + factor, 2_654_435_761) >>> 0;
  return list[(Math.imul(mixed ^ (mixed >>> 15), factor) >>> 8) % list.length] ?? list[0];
}
