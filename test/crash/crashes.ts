import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { PERSONAS } from '@good-standing/gateway/authenticate/personas.ts';
import { feedsByName, ingestFile } from '@good-standing/gateway/house/ingest-feed.ts';
import { prepare } from '@good-standing/gateway/house/prepare.ts';
import { writeWorld } from '@good-standing/gateway/world/world.ts';
import { readCheckpoints } from '@good-standing/kernel/ledger/checkpoint.ts';
import { ledgerOwner } from '@good-standing/kernel/ledger/ledger.ts';
import { chain } from '@good-standing/kernel/ledger/sequencer.ts';
import { type Verdict, verifyLedger } from '@good-standing/kernel/ledger/verify.ts';
import { type EmbeddedPostgres, startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { readPostmaster } from '@good-standing/kernel/postgres/postmaster.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { type Asked, askUntilKilled, type Received } from './asking.ts';
import { CRASH_KEYS } from './crash-keys.ts';

/** What many crashes came to. */
export interface Crashes {
  readonly runs: number;
  /** Of them, those in which Postgres was killed too. */
  readonly ofPostgres: number;
  /** Answers that left the house, whole or cut off, with something protected in them. */
  readonly answers: number;
  readonly cells: number;
  readonly cutOff: number;
  /** Answers without protected cells, the ledger being down. */
  readonly withheld: number;
  /** Requests of the ledger whose answers did not leave any more. */
  readonly overCounted: number;
  /** Cells that left and stand in no entry: the one number that has to be 0. */
  readonly missing: readonly string[];
  readonly verdict: Verdict;
}

export interface Crashing {
  readonly runs: number;
  /** Each so many runs kill Postgres too, first. */
  readonly postgresEach: number;
  readonly onRun?: (nth: number, sofar: { readonly answers: number; readonly missing: number }) => void;
}

/** Latest moment of a kill, after the first request was sent or, in so many of the runs, after the first answer came. */
const KILLED_WITHIN_MS = 600;
const WARM = 0.75;
const SIZE = { importers: 60, entries: 200, brokers: 4, posts: 3, recordations: 5, exclusions: 10 };

/**
 * Kills the house with SIGKILL at a random moment while clients read from it, again
 * and again on one database; after each, every protected cell that a client has
 * received must stand in the ledger under the request it came with.
 */
export async function crashes({ runs, postgresEach, onRun }: Crashing): Promise<Crashes> {
  const folder = mkdtempSync(join(tmpdir(), 'gs-crash-'));
  const dataDir = join(folder, 'postgres');
  const checkpoints = join(folder, 'checkpoints.ndjson');
  let postgres = await startPostgres({ dataDir });
  try {
    await withWorld(postgres, folder);
    const sum = { answers: 0, cells: 0, cutOff: 0, withheld: 0, ofPostgres: 0 };
    const missing: string[] = [];
    const ids: string[] = [];
    for (let nth = 1; nth <= runs; nth += 1) {
      const killsPostgres = nth % postgresEach === 0;
      const tokens = await clientTokens();
      const asked = await oneCrash(postgres, dataDir, checkpoints, tokens, killsPostgres);
      if (killsPostgres) {
        sum.ofPostgres += 1;
        await postgres.stop();
        postgres = await startPostgres({ dataDir });
      }
      const disclosing = asked.received.filter(({ cells }) => cells === null || cells.length > 0);
      missing.push(...(await asReader(postgres, (reader) => unrecorded(reader, disclosing))));
      ids.push(...disclosing.map(({ requestId }) => requestId));
      sum.answers += disclosing.length;
      sum.cells += disclosing.reduce((cells, one) => cells + (one.cells?.length ?? 0), 0);
      sum.cutOff += disclosing.filter(({ cells }) => cells === null).length;
      sum.withheld += asked.withheld;
      onRun?.(nth, { answers: sum.answers, missing: missing.length });
    }
    const recorded = await asReader(postgres, async (reader) => {
      const [row] = await reader<{ requests: number }[]>`select count(*) as requests from ledger.request`;
      return row?.requests ?? 0;
    });
    const verdict = await verified(postgres, checkpoints);
    return { runs, ...sum, overCounted: recorded - ids.length, missing, verdict };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withWorld({ adminUrl }: EmbeddedPostgres, folder: string): Promise<void> {
  const database = { adminUrl, keys: CRASH_KEYS };
  await prepare(database);
  const feeds = feedsByName(database);
  const today = Temporal.Now.plainDateISO('UTC');
  for (const written of writeWorld({ size: SIZE, seed: 1, today, folder: join(folder, 'world') })) {
    const owned = feeds.get(written.feed);
    if (owned !== undefined) await ingestFile(database, owned, written.file, {});
  }
}

/** Two officers, two analysts, an importer and a broker. */
async function clientTokens(): Promise<readonly string[]> {
  const issuer = developmentIssuer({ isProduction: false, host: '127.0.0.1', keys: CRASH_KEYS });
  const names = ['cbp', 'cbp', 'pga', 'pga', 'importer', 'broker'] as const;
  return Promise.all(names.map((name) => issuer.issue(PERSONAS[name], Date.now())));
}

async function oneCrash(
  { adminUrl }: EmbeddedPostgres,
  dataDir: string,
  checkpoints: string,
  tokens: readonly string[],
  killsPostgres: boolean,
): Promise<Asked> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./served-house.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, CRASH_DATABASE: adminUrl, CRASH_CHECKPOINTS: checkpoints },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'close');
  try {
    const url = await said(child);
    const killed = new AbortController();
    const first = Promise.withResolvers<void>();
    const asking = askUntilKilled({ url, tokens, killed: killed.signal, onFirst: first.resolve });
    if (Math.random() < WARM) await Promise.race([first.promise, asking]);
    await pause(Math.random() * KILLED_WITHIN_MS);
    if (killsPostgres) {
      process.kill(readPostmaster(join(dataDir, 'cluster'))?.pid ?? child.pid ?? 0, 'SIGKILL');
      await pause(Math.random() * KILLED_WITHIN_MS);
    }
    child.kill('SIGKILL');
    killed.abort();
    return await asking;
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}

async function said(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the house has no standard output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the house ended before it listened');
}

/** Of what left the house, what stands in no entry of its request. */
async function unrecorded(reader: Sql, received: readonly Received[]): Promise<readonly string[]> {
  const rows = await reader<{ id: string; record: string | null; coordinates: string | null }[]>`
    select r.request_id::text as id, d.record_id as record, d.coordinates
    from ledger.request r left join ledger.entry d using (request_id, disclosed_at)
    where r.request_id = any(${received.map(({ requestId }) => requestId)}::text[]::uuid[])`;
  const entries = new Map<string, Set<string>>();
  for (const { id, record, coordinates } of rows) {
    const known = entries.get(id) ?? new Set();
    entries.set(id, known);
    for (const coordinate of coordinates?.split(' ') ?? []) known.add(`${record} ${coordinate}`);
  }
  return received.flatMap(({ requestId, cells }) => {
    const known = entries.get(requestId);
    if (known === undefined) return [`${requestId}: no entry at all`];
    return (cells ?? []).filter((cell) => !known.has(cell)).map((cell) => `${requestId}: ${cell}`);
  });
}

/** The chain of a ledger that was killed so often, to its end. */
async function verified({ adminUrl }: EmbeddedPostgres, checkpoints: string): Promise<Verdict> {
  const open = (owner: { readonly name: string; readonly migrations: URL }) =>
    connect(ownerUrl(adminUrl, owner, CRASH_KEYS.roles), { max: 1, applicationName: 'crash test' });
  const reader = open({ name: 'access', migrations: new URL('./', import.meta.url) });
  const writer = open(ledgerOwner);
  try {
    await chain({ reader, writer });
    return await verifyLedger(reader, await readCheckpoints(checkpoints), CRASH_KEYS.checkpoints.publicKey);
  } finally {
    await Promise.all([reader.end({ timeout: 1 }), writer.end({ timeout: 1 })]);
  }
}

async function asReader<Result>(
  { adminUrl }: EmbeddedPostgres,
  work: (reader: Sql) => Promise<Result>,
): Promise<Result> {
  const reader = connect(adminUrl, { max: 1, applicationName: 'crash test' });
  try {
    return await work(reader);
  } finally {
    await reader.end({ timeout: 1 });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
