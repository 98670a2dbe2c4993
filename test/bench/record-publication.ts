import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ranked } from '@good-standing/entries/candidates';
import { definition } from '@good-standing/entries/subgraph';
import { feedsByName, ingestFile } from '@good-standing/gateway/house/ingest-feed.ts';
import { type HouseDatabase, prepare } from '@good-standing/gateway/house/prepare.ts';
import { accountFeeds } from '@good-standing/gateway/world/accounts.ts';
import { days } from '@good-standing/gateway/world/days.ts';
import { seizureFeeds } from '@good-standing/gateway/world/seizures.ts';
import { streams, type WorldSetting } from '@good-standing/gateway/world/setting.ts';
import { isWorldSize, WORLD_SIZES, type WorldSizeName } from '@good-standing/gateway/world/size.ts';
import { violationFeeds } from '@good-standing/gateway/world/violations.ts';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { type Subgraph, subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { benchKeys, OFFICER } from './gateway/setting.ts';

/**
 * `npm run bench -- record-publication [--worlds medium,large]`: the seizures of these
 * worlds through their feeds; what CBP is shown to publish, what anyone reads of what is
 * published, the counting of all quarters, and the reports; with the plan of the ranking,
 * and how much each grows from one world to the next.
 */
const { values } = parseArgs({ options: { worlds: { type: 'string', default: 'medium,large' } } });
const WORLDS = values.worlds.split(',').filter(isWorldSize);
const TODAY = Temporal.PlainDate.from('2026-11-02');
const NOW = Temporal.Instant.from('2026-11-02T12:00:00Z');
const QUARTER_END = Temporal.PlainDate.from('2026-03-31');
const ROUNDS = 15;

interface Question {
  readonly question: string;
  readonly viewer: Viewer;
  readonly document: string;
}

const QUESTIONS: readonly Question[] = [
  {
    question: 'what may be published of a quarter, ranked, first 25 (CBP)',
    viewer: OFFICER,
    document: `{ publicationCandidates(period: "2026-Q1") { nodes { id profile score scoreParts { factor points } } } }`,
  },
  {
    question: 'published seizures, all, first 25',
    viewer: PUBLIC_VIEWER,
    document: `{ publishedSeizures { nodes { id period classes score description } pageInfo { endCursor } } }`,
  },
  {
    question: 'published seizures of a quarter, by class, first 25',
    viewer: PUBLIC_VIEWER,
    document: `{ publishedSeizures(period: "2026-Q1", filter: { class: DRUGS_AND_CONTRABAND }) { nodes { id score } } }`,
  },
  {
    question: 'statistics of 8 quarters by port',
    viewer: PUBLIC_VIEWER,
    document: `{ seizureStatistics(groupBy: PORT, from: "2024-10-01", to: "2026-09-30") { total { seizures } rows { value count { seizures lines } } } }`,
  },
  {
    question: 'transparency report of a fiscal year',
    viewer: PUBLIC_VIEWER,
    document: `{ enforcementTransparencyReport(year: 2026) { isComplete byGround { rows { value count { seizures } } }
      byEnvironment { rows { value count { seizures } } } byOutcome { rows { value count { seizures } } }
      byCountry { rows { value count { seizures } } } penaltiesClosed { cases assessed } clocksKeptPercent published } }`,
  },
  {
    question: 'measures of success of a fiscal year',
    viewer: PUBLIC_VIEWER,
    document: '{ performanceMeasures(year: 2026) { measures { measure baseline target actual isMet } } }',
  },
];

interface Measured {
  readonly world: WorldSizeName;
  readonly seizures: number;
  readonly published: number;
  readonly countedMs: number;
  readonly median: readonly number[];
  readonly least: readonly number[];
}

const measured: Measured[] = [];
for (const world of WORLDS) measured.push(await measure(world));
report();

async function measure(world: WorldSizeName): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
  const keys = benchKeys();
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const database: HouseDatabase = { adminUrl: postgres.adminUrl, keys };
  try {
    await prepare(database);
    const countedMs = await fill(database, world, folder);
    const sql: Sql = connect(ownerUrl(postgres.adminUrl, definition.owner, keys.roles), {
      max: 2,
      applicationName: 'bench',
    });
    for (const table of ['seizure', 'seizure_line', 'seizure_publication', 'counted_cell', 'penalty'])
      await sql.unsafe(`vacuum analyze ${table}`);
    const entries = subgraph(definition, sql, keys);
    const times = [];
    for (const question of QUESTIONS) times.push(await timed(entries, question));
    const [counts] = await sql`
      select (select count(*)::int from seizure) as seizures, (select count(*)::int from seizure_publication) as published`;
    console.log(`\nplan of the ranking in the ${world} world:`);
    for (const line of await planOf(sql)) console.log(`    ${line}`);
    await sql.end({ timeout: 1 });
    return {
      world,
      seizures: counts?.seizures,
      published: counts?.published,
      countedMs,
      median: times.map((took) => middle(took)),
      least: times.map((took) => Math.min(...took)),
    };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The feeds of the world that these questions read. @returns milliseconds of the counting of all quarters. */
async function fill(database: HouseDatabase, world: WorldSizeName, folder: string): Promise<number> {
  const setting: WorldSetting = {
    folder: join(folder, 'world'),
    size: WORLD_SIZES[world],
    days: days(TODAY),
    stream: streams(1),
  };
  mkdirSync(setting.folder);
  let counted = 0;
  for (const { feed, file, rows } of [
    ...seizureFeeds(setting),
    ...violationFeeds(setting).filter((written) => written.feed === 'penalties'),
    ...accountFeeds(setting),
  ]) {
    const owned = feedsByName(database).get(feed);
    if (owned === undefined) throw new Error(`there is no feed of ${feed}`);
    const started = performance.now();
    const { rejected } = await ingestFile(database, owned, file, {});
    if (rejected > 0) throw new Error(`${feed}: ${rejected} rows were rejected`);
    const took = performance.now() - started;
    console.log(`${world}: ${feed}, ${rows} rows in ${(took / 1_000).toFixed(1)} s`);
    if (feed === 'statistics-snapshots') counted = took;
  }
  return counted;
}

async function timed(
  entries: Subgraph,
  { viewer, document, question }: Question,
): Promise<readonly number[]> {
  const took: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    const call = { document, variables: {}, viewer, requestId: 'bench', now: NOW, notes: notes(true) };
    const { errors, data } = await entries.execute(call);
    if (errors !== undefined) throw new Error(`${question}: ${errors[0]?.message}`);
    if (Object.values(data ?? {}).includes(null)) throw new Error(`${question}: nothing`);
    if (round > 0) took.push(performance.now() - started);
  }
  return took;
}

/** What Postgres did, without its costs and buffers. */
async function planOf(sql: Sql): Promise<readonly string[]> {
  const explain = statement<{ readonly 'QUERY PLAN': string }>(
    sql,
    `explain (analyze, costs off, timing off, buffers off) ${ranked(QUARTER_END)}`,
    { isKept: false },
  );
  const rows = await explain({
    today: TODAY,
    start: QUARTER_END.with({ month: 1, day: 1 }),
    end: QUARTER_END,
    after_points: null,
    after_id: null,
    take: 26,
  });
  return rows
    .map((row) => row['QUERY PLAN'])
    .filter((line) => /Scan|Sort|CTE|Limit|Time|Aggregate|Join|Loop/.test(line));
}

function middle(taken: readonly number[]): number {
  return [...taken].sort((one, other) => one - other)[taken.length >> 1] ?? Number.NaN;
}

function report(): void {
  const names = measured.map(({ world, seizures }) => `${world}: ${seizures} seizures, median (least) ms`);
  const growth = measured.length > 1 ? ['growth'] : [];
  console.log(`\n| question | ${[...names, ...growth].join(' | ')} |`);
  console.log(`|---|${[...names, ...growth].map(() => '---:|').join('')}`);
  const line = (question: string, cells: readonly string[], times: readonly number[]) => {
    const last = (times.at(-1) ?? 0) / (times[0] ?? 1);
    const grown = measured.length > 1 ? [`${last.toFixed(1)} times`] : [];
    console.log(`| ${[question, ...cells, ...grown].join(' | ')} |`);
  };
  for (const [nth, { question }] of QUESTIONS.entries()) {
    const medians = measured.map(({ median }) => median[nth] ?? Number.NaN);
    const cells = measured.map(({ least }, at) => `${medians[at]?.toFixed(1)} (${least[nth]?.toFixed(1)})`);
    line(question, cells, medians);
  }
  const counting = measured.map(({ countedMs }) => countedMs);
  line(
    'counting of all quarters, once',
    counting.map((ms) => ms.toFixed(0)),
    counting,
  );
  console.log(`published: ${measured.map(({ world, published }) => `${world} ${published}`).join(', ')}`);
}
