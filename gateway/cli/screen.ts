import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { againstExclusions } from '@good-standing/debarments/screening/file/against-exclusions.ts';
import { againstOwnList } from '@good-standing/debarments/screening/file/against-own-list.ts';
import { readOwnList } from '@good-standing/debarments/screening/file/own-list.ts';
import {
  quarantineOf,
  type ResumedFile,
  type ScreenSellers,
  screenFile,
} from '@good-standing/debarments/screening/file/screen-file.ts';
import { definition as debarments } from '@good-standing/debarments/subgraph';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../house/database.ts';
import { prepare } from '../house/prepare.ts';
import { command, readArguments, UsageError } from './arguments.ts';
import { progress } from './progress.ts';

const USAGE =
  'expected: npm run screen -- <sellers.csv> --out <results.csv> [--list <own.csv>] [--threads n]';
const MOST_THREADS = 64;

/**
 * `npm run screen`: looks up every row of a file of sellers, on the exclusions of the
 * house or, with `--list`, on a list of the caller's own, for which no house is needed.
 */
await command(async () => {
  const { positionals, values } = readArguments(USAGE, {
    out: { type: 'string' },
    list: { type: 'string' },
    threads: { type: 'string' },
  });
  const [sellers, ...rest] = positionals;
  const { out, list } = values;
  if (sellers === undefined || typeof out !== 'string' || rest.length > 0) throw new UsageError(USAGE);
  for (const path of [sellers, list]) {
    if (typeof path === 'string' && !isFile(path)) {
      throw new UsageError(`expected a file that exists, got ${path}`);
    }
  }
  const threads = readThreads(values.threads);
  const started = performance.now();
  const run = (on: ScreenSellers) => screened(sellers, out, on, threads);
  const counts =
    typeof list === 'string' ? await onOwnList(list, threads, run) : await onExclusions(threads, run);
  const seconds = (performance.now() - started) / 1000;
  console.log(told(counts, seconds, out));
});

type Run = (list: ScreenSellers) => Promise<ResumedFile>;

async function onOwnList(path: string, threads: number, run: Run): Promise<ResumedFile> {
  const on = await ownListAt(path, threads);
  try {
    return await run(on);
  } finally {
    await on.end();
  }
}

/** The list as it was read goes with this call: its threads hold it in a smaller way. */
async function ownListAt(path: string, threads: number): Promise<ScreenSellers> {
  const list = await readOwnList(path);
  for (const { line, field, expected, got } of list.defects) {
    console.error(`${path}, line ${line}: ${field}: expected ${expected}, got ${got}`);
  }
  return againstOwnList(list, basename(path), threads);
}

async function onExclusions(threads: number, run: Run): Promise<ResumedFile> {
  const { keys, ...config } = readConfig(process.env);
  const database = await openDatabase({ keys, ...config }, true);
  try {
    await prepare(database);
    const sql = connect(ownerUrl(database.adminUrl, debarments.owner, keys.roles), {
      max: 2,
      applicationName: 'good-standing screen',
    });
    try {
      const now = Temporal.Now.instant();
      const today = now.toZonedDateTimeISO('UTC').toPlainDate();
      const on = againstExclusions(
        { requestId: 'screen', sql, viewer: PUBLIC_VIEWER, today, now, secret: keys },
        threads,
      );
      try {
        return await run(on);
      } finally {
        await on.end();
      }
    } finally {
      await sql.end({ timeout: 2 });
    }
  } finally {
    await database.stop();
  }
}

async function screened(
  sellers: string,
  out: string,
  list: ScreenSellers,
  threads: number,
): Promise<ResumedFile> {
  const bar = progress('screening');
  const bytes = statSync(sellers).size;
  try {
    return await screenFile({
      sellers,
      out,
      list,
      threads,
      onProgress: (rows) => bar.update(0, bytes, rows),
    });
  } finally {
    bar.done();
  }
}

function told(file: ResumedFile, seconds: number, out: string): string {
  const { read, screened, quarantined, matched, resumedAfter } = file;
  const resumed = resumedAfter === 0 ? '' : `, ${resumedAfter} of them by a run before`;
  const quarantine = quarantined === 0 ? '' : `; ${quarantined} in ${quarantineOf(out)}`;
  return `${read} read${resumed}, ${screened} screened, ${matched} with candidates${quarantine}; ${seconds.toFixed(1)} s`;
}

function readThreads(text: unknown): number {
  if (text === undefined) return Math.min(availableParallelism(), MOST_THREADS);
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new UsageError(`--threads: expected 1 to ${MOST_THREADS}, got ${text}`);
  }
  return threads;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
