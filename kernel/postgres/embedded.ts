import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { nativeFolder, runAs } from './binaries.ts';
import { clusterFolders, initialisedCluster, writableFolder } from './cluster.ts';
import { adopt, launch, type Running } from './launch.ts';
import { connect, type Sql } from './pool.ts';
import { endPostmaster, isAlive, survivor } from './postmaster.ts';

export interface EmbeddedPostgres {
  /** Superuser on the database `good_standing`, through the unix socket where there is one. Secret. */
  readonly adminUrl: string;
  /** A fast shutdown: open transactions are rolled back, committed ones are on disk. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** The loopback TCP port, for people with psql; a free one where absent. */
  readonly port?: number;
  readonly log?: (line: string) => void;
  /** Where another living process runs the folder, use its server and leave it running; else that is refused. */
  readonly join?: boolean;
  /** Server settings laid over the house's own. */
  readonly settings?: Readonly<Record<string, string>>;
}

const DATABASE = 'good_standing';
/** Any number: held by whoever runs this data folder, for as long as it lives. */
const FOLDER_LOCK = 4_711;
/** How long an earlier Postgres that is just ending may stand in the way. */
const CLEAR_WITHIN_MS = 30_000;

/**
 * Starts Postgres on a data folder, making the folder where it is absent. A
 * Postgres left behind by a starter that was killed is taken over; a crash is
 * recovered from by Postgres itself before this returns. A folder that a living
 * process runs is refused, or joined where asked.
 */
export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  writableFolder(dataDir);
  const native = nativeFolder();
  const as = runAs(dataDir, native);
  const { cluster } = clusterFolders(dataDir);
  const password = await initialisedCluster(dataDir, native, as);
  const found = await untilClear(async () => {
    const running =
      survivor(cluster) === null
        ? await launch({ ...options, dataDir, native, as })
        : await adopt(cluster, options.log);
    return { running, keeper: await keeperOf(running, password) };
  });
  const { running, keeper } = found;
  const url = adminUrl(running, password, DATABASE);
  if (keeper === null) {
    if (options.join) return { adminUrl: url, stop: async () => undefined };
    throw new Error(`The data folder ${dataDir} is in use by another running Good Standing.`);
  }

  const endAtExit = () => {
    if (isAlive(running.pid)) process.kill(running.pid, 'SIGINT');
  };
  process.once('exit', endAtExit);
  return {
    adminUrl: url,
    async stop() {
      process.off('exit', endAtExit);
      await keeper.end({ timeout: 1 });
      await endPostmaster(cluster, running.pid);
      if (running.socketFolder.startsWith(tmpdir())) {
        rmSync(running.socketFolder, { recursive: true, force: true });
      }
    },
  };
}

/** The connection that holds the folder, or null where a living process does. It ends with our process, however that ends. */
async function keeperOf(running: Running, password: string): Promise<Sql | null> {
  const keeper = connect(adminUrl(running, password, 'postgres'), {
    max: 1,
    applicationName: 'good-standing keeper',
    keep: true,
  });
  let isHeld = false;
  try {
    isHeld = await holdsFolder(keeper);
    if (isHeld) await createDatabase(keeper);
  } finally {
    if (!isHeld) await keeper.end({ timeout: 1 });
  }
  return isHeld ? keeper : null;
}

async function createDatabase(keeper: Sql): Promise<void> {
  const existing = await keeper`select from pg_database where datname = ${DATABASE}`;
  if (existing.length === 0) await keeper.unsafe(`create database ${DATABASE}`);
}

async function holdsFolder(keeper: Sql): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    const [row] = await keeper<{ held: boolean }[]>`select pg_try_advisory_lock(${FOLDER_LOCK}) as held`;
    if (row?.held) return true;
    await pause(50);
  }
  return false;
}

/** Tries again while what stands in the way is an earlier Postgres on its way out. */
async function untilClear<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + CLEAR_WITHIN_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

const PASSING_CODES = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ENOENT',
  'EPIPE',
  'CONNECTION_CLOSED',
  '57P01',
  '57P03',
]);
const PASSING_COMPLAINT = /shared memory block|lock file .* already exists|it ended/;

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && PASSING_CODES.has(String(error.code))) || PASSING_COMPLAINT.test(error.message);
}

function adminUrl(running: Running, password: string, database: string): string {
  const url = new URL(`postgres://127.0.0.1:${running.port}/${database}`);
  url.username = 'postgres';
  url.password = password;
  if (running.socketFolder !== '') url.searchParams.set('host', running.socketFolder);
  return url.href;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
