import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { definition } from '@good-standing/entries/subgraph';
import { type HouseDatabase, prepare } from '@good-standing/gateway/house/prepare.ts';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { schemaOwnerRole } from '@good-standing/kernel/postgres/owners.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { type Subgraph, subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { benchKeys, OFFICER } from './gateway/setting.ts';

/**
 * `npm run bench -- record-world [--entries n]`: histories and lists of entries in a world of
 * so many entries and in one of a tenth of them, with plans and growth. The entries are made
 * by SQL straight in the tables, month by month, their counts with them as the merge of the
 * feed keeps them; `record-history` brings a million through the feed.
 */
const { values } = parseArgs({ options: { entries: { type: 'string', default: '20000000' } } });
const LARGE = Number(values.entries);
const SIZES = [Math.floor(LARGE / 10), LARGE];
const MONTHS = 24;
const FIRST = Temporal.PlainDate.from('2024-01-01');
const ROUNDS = 20;
/** One entry in so many is the first importer's; the rest are spread over the others. */
const SHARE = 20;
const IMPORTERS = 20_000;
const NOW = Temporal.Instant.from('2026-11-02T12:00:00Z');

/** Loading alone: nothing that is measured writes. */
const LOADING = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '8GB' };

interface Question {
  readonly question: string;
  readonly viewer: Viewer;
  readonly document: string;
}

const agency: Viewer = { ...OFFICER, audience: 'PGA', agency: 'FDA', purpose: 'ADMISSIBILITY' };
const ofImporter = (fields: string) =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Importer { ${fields} } } }`;
const HISTORY = ofImporter(`history(from: "2024-01-01", to: "2025-12-31") { total { entries lines }
  months { from entries lines entryTypes { type { code } entries } outcomes { outcome entries }
    countries { country lines } agencies { agency entries lines } } }`);
const PAGE = ofImporter(
  'entries(first: 25) { nodes { number filedOn lines(first: 5) { nodes { hts value } } } }',
);

const QUESTIONS: readonly Question[] = [
  { question: `history of ${MONTHS} months, CBP`, viewer: OFFICER, document: HISTORY },
  { question: `history of ${MONTHS} months, an agency`, viewer: agency, document: HISTORY },
  { question: 'latest 25 entries with lines, CBP', viewer: OFFICER, document: PAGE },
  { question: 'latest 25 entries with lines, an agency', viewer: agency, document: PAGE },
];

/** Of one importer: what the history reads, and what it would read without counts. */
const PLANS: Readonly<Record<string, string>> = {
  'the counts of a history': `select entry_type, is_released, agencies, sum(entries) from importer_month
    where importer_id = $1 and month between '2024-01-01' and '2025-12-01' group by 1, 2, 3`,
  'the latest entries': `select id from entry where importer_id = $1 order by filed_on desc, id desc limit 26`,
};
const BASE = `
  select count(*)::int as entries
  from entry
  join entry_line on entry_line.filed_on = entry.filed_on and entry_line.entry_id = entry.id
  where entry.importer_id = $1`;

interface Measured {
  readonly entries: number;
  readonly own: number;
  readonly took: readonly number[];
  readonly baseMs: number;
}

/**
 * Entries `first` to `last` of one month, one line each. One in `SHARE` is the first importer's, and what
 * decides its counts is spread by hashes of the place, each with a factor of its own (Knuth); any other
 * importer has one broker, one type of entry, one origin and one set of agencies. Ids are in order, as a
 * merge writes them.
 */
const ROWS = `
  create function entries.bench_rows(first bigint, last bigint, first_on date, own text)
  returns table (id text, filed_on date, number text, entry_type text, released_on date, importer_id text,
    agencies text[], origin text)
  language sql stable as $$
    select 'ent_' || lpad(n::text, 20, '0'),
      first_on + ((n * 40503) % 28)::int,
      (array['B7Q', 'C3K', 'D4M', 'E5N'])[1 + (k >> 3) % 4] || '-' || lpad((n / 4)::text, 7, '0') || '-0',
      (array['01', '03', '06', '11'])[1 + (k >> 5) % 4],
      case when n % 16 = 0 then null else first_on end,
      case when is_own then own else 'imp_' || lpad(k::text, 20, '0') end,
      (array['{}', '{}', '{FDA}', '{CPS}', '{CPS,FDA}', '{EPA}', '{APH}'])[1 + (k >> 7) % 7]::text[],
      (array['CN','VN','IN','MX','DE','TH','TW','KR','IT','BD','ID','JP','TR','MY'])[1 + (k >> 2) % 14]
    from generate_series(first, last) n
    cross join lateral (select ((n * 2654435761) >> 7) as hash) hashed
    cross join lateral (select hash % ${SHARE} = 0 as is_own) share
    cross join lateral (select case when is_own then hash / ${SHARE} else hash % ${IMPORTERS} end as k) chosen
  $$`;

const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const keys = benchKeys();
const importer = recordId('imp', keys.ids, '07-000000100');
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), settings: LOADING });
const database: HouseDatabase = { adminUrl: postgres.adminUrl, keys };
try {
  await prepare(database);
  const sql: Sql = connect(ownerUrl(postgres.adminUrl, definition.owner, keys.roles), {
    max: 3,
    applicationName: 'bench',
  });
  const admin = connect(postgres.adminUrl, { max: 2, applicationName: 'bench fill', keep: true });
  const entries = subgraph(definition, sql, keys);
  await admin.unsafe(ROWS);
  await makeMonths(admin);
  await admin`
    insert into entries.jurisdiction (importer_id, agency, first_on, last_on)
    values (${importer}, 'FDA', '2024-01-01', '2025-12-31')`;
  const measured: Measured[] = [];
  for (const [nth, size] of SIZES.entries()) {
    await fill(admin, SIZES[nth - 1] ?? 0, size);
    measured.push(await measure(sql, entries, size));
  }
  report(measured);
  await sql.end({ timeout: 1 });
  await admin.end({ timeout: 1 });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function makeMonths(admin: Sql): Promise<void> {
  await admin.begin(async (tx) => {
    await tx.unsafe(`set local role ${schemaOwnerRole(definition.owner)}`);
    await tx.unsafe('set local search_path = entries');
    for (let month = 0; month < MONTHS; month += 1)
      await tx`select make_months(array[${FIRST.add({ months: month }).toString()}::text::date])`;
  });
}

/** Entries `from` to `to`, a share of them in each month; two months at a time. */
async function fill(admin: Sql, from: number, to: number): Promise<void> {
  const started = performance.now();
  const months = Array.from({ length: MONTHS }, (_, nth) => nth);
  const work = async () => {
    for (let nth = months.shift(); nth !== undefined; nth = months.shift()) {
      const share = (to - from) / MONTHS;
      await fillMonth(admin, FIRST.add({ months: nth }), from + share * nth, from + share * (nth + 1));
    }
  };
  await Promise.all([work(), work()]);
  for (const table of ['entry', 'entry_line', 'importer_month', 'importer_month_line'])
    await admin.unsafe(`vacuum analyze entries.${table}`);
  const seconds = (performance.now() - started) / 1_000;
  console.log(`${to - from} entries made by SQL in ${seconds.toFixed(0)} s, counts with them`);
}

async function fillMonth(admin: Sql, on: Temporal.PlainDate, after: number, upTo: number): Promise<void> {
  const suffix = `${on.year}_${String(on.month).padStart(2, '0')}`;
  const made = `entries.bench_rows(${Math.floor(after) + 1}, ${Math.floor(upTo)}, '${on}', '${importer}')`;
  await admin.begin(async (tx) => {
    await tx.unsafe('set local statement_timeout = 0');
    await tx.unsafe(`create temp table made on commit drop as select * from ${made}`);
    await tx.unsafe(`
      insert into entries.entry_${suffix} (id, filed_on, number, entry_type, environment, port, released_on,
        importer_id, entered_value_cents, agencies, run_id, line)
      select id, filed_on, number, entry_type, 'CARGO', '2704', released_on, importer_id, 10000, agencies, 0, 0
      from made`);
    await tx.unsafe(`
      insert into entries.entry_line_${suffix} (filed_on, entry_id, number, hts, description, origin, value_cents,
        duty_cents, quantity, unit, agencies, run_id, line)
      select filed_on, id, 1, '6911103710', 'GOODS', origin, 10000, 600, 12, 'NO', agencies, 0, 0
      from made`);
    await tx.unsafe(`
      insert into entries.importer_month (importer_id, month, filer_code, entry_type, is_released, agencies, entries)
      select importer_id, '${on}', left(number, 3), entry_type, released_on is not null, agencies, count(*)
      from made group by 1, 3, 4, 5, 6
      on conflict (importer_id, month, filer_code, entry_type, is_released, agencies) do update
        set entries = importer_month.entries + excluded.entries`);
    await tx.unsafe(`
      insert into entries.importer_month_line (importer_id, month, filer_code, origin, agencies, lines)
      select importer_id, '${on}', left(number, 3), origin, agencies, count(*)
      from made group by 1, 3, 4, 5
      on conflict (importer_id, month, filer_code, origin, agencies) do update
        set lines = importer_month_line.lines + excluded.lines`);
  });
}

async function measure(sql: Sql, entries: Subgraph, size: number): Promise<Measured> {
  const took: number[] = [];
  for (const question of QUESTIONS) took.push(middle(await timed(entries, question)));
  const started = performance.now();
  const [base] = await sql.begin(async (tx) => {
    await tx.unsafe('set local statement_timeout = 0');
    return tx.unsafe<{ entries: number }[]>(BASE, [importer]);
  });
  const baseMs = performance.now() - started;
  const counted = await historyTotal(entries);
  if (base === undefined || counted !== base.entries)
    throw new Error(`counted ${counted}, there are ${base?.entries}`);
  console.log(`\nplans with ${size} entries, ${base.entries} of them the importer's:`);
  for (const [name, plan] of Object.entries(PLANS)) {
    console.log(`    ${name}`);
    for (const line of await planOf(sql, plan)) console.log(`        ${line}`);
  }
  return { entries: size, own: base.entries, took, baseMs };
}

async function ask(entries: Subgraph, viewer: Viewer, document: string): Promise<Record<string, unknown>> {
  const variables = { of: [{ __typename: 'Importer', id: importer }] };
  const call = { document, variables, viewer, requestId: 'bench', now: NOW, notes: notes(true) };
  const { errors, data } = await entries.execute(call);
  if (errors !== undefined) throw new Error(errors[0]?.message);
  return data ?? {};
}

async function historyTotal(entries: Subgraph): Promise<number | undefined> {
  const data = await ask(
    entries,
    OFFICER,
    ofImporter('history(from: "2024-01-01", to: "2025-12-31") { total { entries } }'),
  );
  const [found] = data._entities as readonly {
    readonly history: { readonly total: { readonly entries: number } };
  }[];
  return found?.history.total.entries;
}

async function timed(entries: Subgraph, { viewer, document }: Question): Promise<readonly number[]> {
  const took: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    await ask(entries, viewer, document);
    if (round > 0) took.push(performance.now() - started);
  }
  return took;
}

async function planOf(sql: Sql, text: string): Promise<readonly string[]> {
  const rows = await sql.unsafe<{ readonly 'QUERY PLAN': string }[]>(
    `explain (analyze, costs off, timing off, buffers off, summary on) ${text}`,
    [importer],
  );
  return rows
    .map((row) => row['QUERY PLAN'])
    .filter((line) => /Limit|Append|Scan|Aggregate|Time/.test(line))
    .slice(0, 8);
}

function middle(taken: readonly number[]): number {
  return [...taken].sort((one, other) => one - other)[taken.length >> 1] ?? Number.NaN;
}

function report(measured: readonly Measured[]): void {
  const names = measured.map(({ entries, own }) => `${entries} entries, ${own} of the importer: median ms`);
  console.log(`\n| question | ${names.join(' | ')} | growth |`);
  console.log(`|---|${names.map(() => '---:|').join('')}---:|`);
  const line = (question: string, times: readonly number[]) => {
    const growth = (times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN);
    console.log(
      `| ${question} | ${times.map((ms) => ms.toFixed(1)).join(' | ')} | ${growth.toFixed(1)} times |`,
    );
  };
  for (const [nth, { question }] of QUESTIONS.entries())
    line(
      question,
      measured.map(({ took }) => took[nth] ?? Number.NaN),
    );
  line(
    'a count over its entries and lines, once',
    measured.map(({ baseMs }) => baseMs),
  );
}
