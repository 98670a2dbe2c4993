import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildIndex, type IndexOwner, patchIndex } from '@good-standing/debarments/index/listed-index.ts';
import type { ListedParty, PartyFacts } from '@good-standing/debarments/index/listed-party.ts';
import { finder } from '@good-standing/debarments/match/finder.ts';
import { searchPool } from '@good-standing/debarments/match/search-pool.ts';
import { plainWords, watchman } from './baselines.ts';
import { NOISE } from './noise.ts';
import { pgTrgmLookups } from './pg-trgm.ts';
import { random, shuffled } from './random.ts';
import { readRecords } from './read-csv.ts';

const SEED = 345;
const LOOKUPS = 4_000;
const WARM = 500;
const PEER_LOOKUPS = 60;
const SCANS = 5;
/** So few that no thread is long without work at the end. */
const BATCH = 100;
const POOLED = 12_000;
/** For each thread: one that is answered and some that wait. */
const ASKED_AT_ONCE = 3;
const PATCHED = 100;
const MOST = 10;

/** One run: building, patching, looking up alone and in bulk, and the same lookups by the others. */
export async function speedLines(
  list: readonly ListedParty[],
  folder: string,
  threads: number,
): Promise<readonly string[]> {
  const built = timed(() => buildIndex(list));
  const { parties, names } = built.value.index;
  const patches = Array.from({ length: 5 }, (_, nth) => patch(built.value, list, nth));
  const asked = askedParties(list, folder);
  const single = singleLookups(built.value, asked);
  const one = await onCores(1, () => pooled(built.value, asked, 1));
  const many = await onCores(threads, () => pooled(built.value, asked, threads));
  const peers = asked.slice(0, PEER_LOOKUPS);
  const trgm = await pgTrgmLookups(list, peers);
  const scan = watchmanScan(list, peers.slice(0, SCANS));
  return [
    `| speed, ${parties} listed entities, ${names} names | measured | aim |`,
    '|---|---:|---:|',
    `| build | ${seconds(built.ms)} s (${seconds(built.cpuMs)} s of CPU) | ≤ 5 s |`,
    `| patch of ${PATCHED} parties, median | ${middle(patches).toFixed(1)} ms | ≤ 50 ms |`,
    `| lookup, p50 / p99 | ${single.p50.toFixed(2)} / ${single.p99.toFixed(2)} ms | ≤ 0.5 / ≤ 4 ms |`,
    `| parties/s of CPU time, one lookup after the other | ${single.perCpuSecond.toFixed(0)} | ≥ 2500 |`,
    `| parties/s${PINNED}, one thread on one core | ${one.perSecond.toFixed(0)} | ≥ 2500 |`,
    `| parties/s${PINNED}, ${threads} threads on ${threads} cores | ${many.perSecond.toFixed(0)} (×${(many.perSecond / one.perSecond).toFixed(2)}) | ≥ ×1.8 of two |`,
    `| CPU time a party of all threads, ${threads} cores / one: what the threads cost one another | ${many.cpuMicros.toFixed(0)} / ${one.cpuMicros.toFixed(0)} µs (×${((threads * one.cpuMicros) / many.cpuMicros).toFixed(2)} where no other process takes time) | |`,
    `| index in shared memory | ${mebibytes(sharedBytes(built.value))} MiB | |`,
    `| memory of the process, the list it was built of and all threads included | ${mebibytes(many.rss)} MiB | ≤ 600 MiB |`,
    trgm === null
      ? '| pg_trgm GIN | not in this Postgres | |'
      : `| pg_trgm GIN, p50 | ${trgm.toFixed(1)} ms (×${(trgm / single.p50).toFixed(0)} of ours) | |`,
    `| scan by Watchman’s formula, p50 | ${scan.toFixed(0)} ms (×${(scan / single.p50).toFixed(0)} of ours) | |`,
  ];
}

const PINNED = spawnSync('taskset', ['--version']).status === 0 ? '' : ', cores not held to';

/** With all threads of the process, those that collect garbage too, on so many cores: where `taskset` is there. */
async function onCores<Value>(cores: number, work: () => Promise<Value>): Promise<Value> {
  const hold = (to: number) => spawnSync('taskset', ['-acp', `0-${to - 1}`, String(process.pid)]);
  hold(cores);
  try {
    return await work();
  } finally {
    hold(availableParallelism());
  }
}

function patch(owner: IndexOwner, list: readonly ListedParty[], nth: number): number {
  const put = list.slice(nth * PATCHED, (nth + 1) * PATCHED);
  return timed(() => patchIndex(owner, { put, gone: [list.at(-1 - nth)?.key ?? ''] })).ms;
}

/** Listed parties as others write them and parties on no list, with an address, half and half. */
function askedParties(list: readonly ListedParty[], folder: string): readonly PartyFacts[] {
  const next = random(SEED);
  const noises = Object.values(NOISE);
  const listed = shuffled(list, next)
    .slice(0, LOOKUPS / 2)
    .map((party) => {
      const name = party.names[0] ?? '';
      const noise = noises[Math.floor(next() * noises.length)];
      return {
        ...party,
        names: [noise?.({ name, isPerson: party.kind === 'PERSON' }, next) ?? name],
        identifiers: [],
      };
    });
  const clean = shuffled(readRecords(`${folder}/clean_persons_us.csv`), next)
    .slice(0, LOOKUPS / 2)
    .map((row) => ({
      kind: 'PERSON' as const,
      names: [row.full_name ?? ''],
      addresses: [{ lines: ['12 Main St'], city: 'Salem', region: 'OH', postalCode: '44460', country: 'US' }],
      identifiers: [],
      phones: [],
      emails: [],
    }));
  return shuffled([...listed, ...clean], next);
}

function singleLookups({ index }: IndexOwner, asked: readonly PartyFacts[]) {
  const find = finder(index);
  for (const party of asked.slice(0, WARM)) find.find(party, MOST);
  const times: number[] = [];
  const all = timed(() => {
    for (const party of asked) times.push(timed(() => find.find(party, MOST)).ms);
  });
  times.sort((one, other) => one - other);
  return {
    p50: middle(times),
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    perCpuSecond: (asked.length / all.cpuMs) * 1_000,
  };
}

async function pooled({ index }: IndexOwner, asked: readonly PartyFacts[], threads: number) {
  const pool = searchPool(threads);
  pool.use(index);
  const batches = Array.from({ length: POOLED / BATCH }, (_, nth) =>
    Array.from({ length: BATCH }, (_each, at) => asked[(nth * BATCH + at) % asked.length] as PartyFacts),
  );
  const warm = Array.from({ length: threads * 2 }, () => pool.find(batches[0] ?? [], MOST));
  await Promise.all(warm);
  const cpu = process.cpuUsage();
  const started = performance.now();
  let asking = 0;
  const askOn = async () => {
    while (asking < batches.length) await pool.find(batches[asking++] ?? [], MOST);
  };
  await Promise.all(Array.from({ length: threads * ASKED_AT_ONCE }, askOn));
  const took = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  collectGarbage();
  const { rss } = process.memoryUsage();
  await pool.end();
  return { perSecond: (POOLED / took) * 1_000, cpuMicros: (user + system) / POOLED, rss };
}

function watchmanScan(list: readonly ListedParty[], asked: readonly PartyFacts[]): number {
  const listed = list.flatMap(({ names }) => names.map(plainWords));
  return middle(
    asked.map(({ names: [name = ''] }) => {
      const words = plainWords(name);
      return timed(() => {
        let best = 0;
        for (const other of listed) best = Math.max(best, watchman(words, other));
        return best;
      }).ms;
    }),
  );
}

interface Timed<Value> {
  readonly value: Value;
  readonly ms: number;
  readonly cpuMs: number;
}

function timed<Value>(work: () => Value): Timed<Value> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const value = work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { value, ms, cpuMs: (user + system) / 1_000 };
}

/** What is not in use any more is not counted as memory. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

function sharedBytes({ index }: IndexOwner): number {
  const seen = new Set<ArrayBufferLike>();
  const walk = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) seen.add(value.buffer);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(index);
  return [...seen].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

const seconds = (ms: number) => (ms / 1_000).toFixed(1);
const mebibytes = (bytes: number) => (bytes / 1_048_576).toFixed(0);
