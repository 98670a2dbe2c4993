import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedsByName, ingestFile } from '@good-standing/gateway/house/ingest-feed.ts';
import { type HouseDatabase, prepare } from '@good-standing/gateway/house/prepare.ts';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { countStatements } from '@good-standing/kernel/postgres/statement.ts';
import { type Subgraph, subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { definition } from '@good-standing/posts/subgraph';
import { benchKeys, OFFICER } from './gateway/setting.ts';

/**
 * `npm run bench -- record-posts`: the record of as many posts as the Universal Postal
 * Union has members, over ten years: time in the subgraph, and in Postgres alone.
 *
 * The aim is judged by the processor time of the answer, in this process and in Postgres, so
 * that a machine with other work says the same.
 */
const POSTS = 200;
const QUARTERS = 40;
const ROUNDS = 30;
/** Aim for an answer, milliseconds. */
const MOST_MS = 20;

interface Question {
  readonly question: string;
  readonly viewer: Viewer;
  readonly document: string;
}

const QUESTIONS: readonly Question[] = [
  {
    question: 'scoreboard of one quarter, public',
    viewer: PUBLIC_VIEWER,
    document: `{ postScoreboard(quarter: "2025-Q4") { post { code name } determination consecutiveNonCompliantQuarters measures } }`,
  },
  {
    question: 'scoreboard with scores, CBP, noted for the ledger',
    viewer: OFFICER,
    document: `{ postScoreboard(quarter: "2025-Q4") { post { code } score marginal } }`,
  },
  {
    question: `history of ${QUARTERS} quarters of each, CBP`,
    viewer: OFFICER,
    document: `{ posts(first: ${POSTS}) { nodes { code scores(first: ${QUARTERS}) { nodes { quarter score determination } } } } }`,
  },
];

const HEADER =
  'code,quarter,items,aed_exempt,targeted_items,targeted_inspected,targeted_narcotics,targeted_ipr,targeted_other,random_inspected,random_narcotics,random_ipr,random_other,aed_required,aed_compliant,aed_quality,requests_made,requests_answered,returns_requested,returns_honoured,blocked_senders,blocked_repeats';
const BAD = '1000000,N,20000,10000,100,1500,300,4500,2,45,9,950000,874000,0.90,40,28,10,6,200,30';
const GOOD = '1000000,N,20000,10000,1,60,20,4500,0,4,1,950000,940000,0.98,40,40,10,10,200,2';

const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const keys = benchKeys();
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database: HouseDatabase = { adminUrl: postgres.adminUrl, keys };
await prepare(database);
const sql: Sql = connect(ownerUrl(postgres.adminUrl, definition.owner, keys.roles), {
  max: 1,
  applicationName: 'bench',
});
const backends: number[] = [];
try {
  const posts = subgraph(definition, sql, keys);
  const closed = await fill();
  const restated = await restate(posts);
  console.log(
    `${QUARTERS} quarters of ${POSTS} posts closed in ${(closed / 1_000).toFixed(1)} s; one restated in ${restated.toFixed(0)} ms`,
  );
  const [{ pid = 0 } = {}] = await sql<{ readonly pid: number }[]>`select pg_backend_pid() as pid`;
  backends.push(pid);
  console.log('| question | statements | median ms | least ms | processor ms, here | and in Postgres |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const question of QUESTIONS) console.log(await measured(posts, question));
} finally {
  await sql.end({ timeout: 1 });
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function ask(posts: Subgraph, viewer: Viewer, document: string): Promise<readonly string[]> {
  const call = {
    document,
    variables: {},
    viewer,
    requestId: 'bench',
    now: Temporal.Instant.from('2026-11-02T12:00:00Z'),
    notes: notes(true),
  };
  const { result, statements } = await countStatements(() => posts.execute(call));
  if (result.errors !== undefined) throw new Error(result.errors[0]?.message);
  return statements;
}

async function measured(posts: Subgraph, { question, viewer, document }: Question): Promise<string> {
  const took: number[] = [];
  const here: number[] = [];
  const inPostgres: number[] = [];
  const statements = await ask(posts, viewer, document);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [ours, theirs, started] = [process.cpuUsage(), await postgresMs(), performance.now()];
    await ask(posts, viewer, document);
    took.push(performance.now() - started);
    const { user, system } = process.cpuUsage(ours);
    here.push((user + system) / 1_000);
    inPostgres.push((await postgresMs()) - theirs);
  }
  if (middle(here) + middle(inPostgres) > MOST_MS) process.exitCode = 1;
  const figures = [middle(took), Math.min(...took), middle(here), middle(inPostgres)];
  return `| ${[question, statements.length, ...figures.map((ms) => ms.toFixed(1))].join(' | ')} |`;
}

/** Processor time so far of the connections' own processes, as Linux tells it. */
async function postgresMs(): Promise<number> {
  const times = await Promise.all(
    backends.map(async (pid) => Number((await readFile(`/proc/${pid}/schedstat`, 'utf8')).split(' ')[0])),
  );
  return times.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
}

function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** Every quarter closed through the feeds. @returns milliseconds of the closing. */
async function fill(): Promise<number> {
  const codes = Array.from(
    { length: POSTS },
    (_, nth) => `X${letter(Math.floor(nth / 26))}${letter(nth % 26)}`,
  );
  const quarters = Array.from(
    { length: QUARTERS },
    (_, nth) => `${2020 + Math.floor(nth / 4)}-Q${(nth % 4) + 1}`,
  );
  await feed('posts', [
    'code,name,country,designated_operator',
    ...codes.map((code) => `${code},Invented Post ${code},XA,Y`),
  ]);
  await feed('post-quarters', [
    HEADER,
    ...codes.flatMap((code, post) =>
      quarters.map((quarter, nth) => `${code},${quarter},${(post + nth) % 3 === 0 ? GOOD : BAD}`),
    ),
  ]);
  await feed('post-thresholds', [
    'quarter,threshold,decided_on,basis',
    ...quarters.map((quarter) => `${quarter},60,${quarter.slice(0, 4)}-01-01,Invented`),
  ]);
  const started = performance.now();
  await feed('quarter-closings', [
    'quarter,closed_on',
    ...quarters.map((quarter) => `${quarter},2030-02-01`),
  ]);
  const took = performance.now() - started;
  await sql.unsafe('vacuum analyze post_standing');
  return took;
}

async function restate(posts: Subgraph): Promise<number> {
  await feed('post-quarters', [HEADER, `XAA,2024-Q1,${GOOD.replace('1000000', '1000001')}`]);
  const started = performance.now();
  await ask(posts, OFFICER, 'mutation { closeQuarter(quarter: "2024-Q1") { nth } }');
  return performance.now() - started;
}

async function feed(name: string, lines: readonly string[]): Promise<void> {
  const owned = feedsByName(database).get(name);
  if (owned === undefined) throw new Error(`expected a feed, got "${name}"`);
  const file = join(folder, `${name}-${lines.length}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const { rejected } = await ingestFile(database, owned, file, {});
  if (rejected > 0) throw new Error(`${rejected} rows of ${name} were rejected`);
}

function letter(nth: number): string {
  return String.fromCharCode(65 + nth);
}
