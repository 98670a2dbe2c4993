import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandAs, folderOwner, nativeFolder, type RunAs, runAs } from './binaries.ts';
import { clusterFolders, initialisedCluster, lastComplaint, writableFolder } from './cluster.ts';
import { connect, type Sql } from './pool.ts';
import { endPostmaster, isAlive, readPostmaster, survivor } from './postmaster.ts';
import { settingArguments } from './settings.ts';

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
const READY_WITHIN_MS = 120_000;
/** Any number: held by whoever runs this data folder, for as long as it lives. */
const FOLDER_LOCK = 4_711;

/**
 * Starts Postgres on a data folder, making the folder where it is absent. A
 * Postgres left behind by a starter that was killed is taken over; a crash is
 * recovered from by Postgres itself before this returns. A folder that a living
 * process runs is refused, or joined where asked.
 */
export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  writableFolder(dataDir);
  const native = nativeFolder();
  const as = runAs(dataDir, native);
  const folders = clusterFolders(dataDir);
  const password = await initialisedCluster(dataDir, native, as);

  const left = survivor(folders.cluster);
  const running =
    left !== null ? await adopt(folders.cluster, log) : await launch(options, dataDir, native, as, log);

  const url = (database: string) => adminUrl(running, password, database);
  const keeper = connect(url('postgres'), { max: 1, applicationName: 'good-standing keeper', keep: true });
  if (!(await holdsFolder(keeper))) {
    await keeper.end({ timeout: 1 });
    if (options.join) return { adminUrl: url(DATABASE), stop: async () => undefined };
    throw new Error(`The data folder ${dataDir} is in use by another running Good Standing.`);
  }
  await createDatabase(keeper);
  const endAtExit = () => {
    if (isAlive(running.pid)) process.kill(running.pid, 'SIGINT');
  };
  process.once('exit', endAtExit);

  return {
    adminUrl: url(DATABASE),
    async stop() {
      process.off('exit', endAtExit);
      await keeper.end({ timeout: 1 });
      await endPostmaster(folders.cluster, running.pid);
      if (running.socketFolder.startsWith(tmpdir()))
        rmSync(running.socketFolder, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly pid: number;
  readonly port: number;
  /** Empty where there are no unix sockets. */
  readonly socketFolder: string;
}

async function adopt(cluster: string, log: (line: string) => void): Promise<Running> {
  log('taking over the Postgres that an earlier start left running');
  return untilReady(cluster, () => null);
}

async function launch(
  options: EmbeddedOptions,
  dataDir: string,
  native: string,
  as: RunAs,
  log: (line: string) => void,
): Promise<Running> {
  const folders = clusterFolders(dataDir);
  const socketFolder = makeSocketFolder(dataDir, as);
  const port = options.port ?? (await freePort());
  const { file, args, identity } = commandAs(as, join(native, 'bin', 'postgres'), [
    '-D',
    folders.cluster,
    ...settingArguments({
      ...options.settings,
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: socketFolder,
    }),
  ]);
  log(`starting Postgres on 127.0.0.1:${port}`);
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const output = openLog(folders.log);
    const from = statSync(folders.log).size;
    const child = spawn(file, args, {
      ...identity,
      cwd: folders.cluster,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', output, output],
      detached: true,
    });
    closeSync(output);
    child.unref();
    const failed = failure(child, () => readFileSync(folders.log).subarray(from).toString('utf8'));
    try {
      const running = await untilReady(folders.cluster, failed, child.pid);
      child.removeAllListeners('exit');
      return running;
    } catch (error) {
      // NOTE: backends of a postmaster that was killed hold its shared memory until they notice.
      const isStillHeld = error instanceof Error && error.message.includes('shared memory block');
      if (!isStillHeld || Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

function failure(child: ChildProcess, said: () => string): () => string | null {
  let reason: string | null = null;
  child.once('error', (error) => {
    reason = error.message;
  });
  child.once('exit', () => {
    reason = lastComplaint(said());
  });
  return () => reason;
}

async function untilReady(cluster: string, failed: () => string | null, pid?: number): Promise<Running> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const reason = failed();
    if (reason !== null) throw new Error(`Postgres did not start: ${reason}`);
    const postmaster = readPostmaster(cluster);
    if (postmaster?.isReady && (pid === undefined || postmaster.pid === pid)) return postmaster;
    await pause(5);
  }
  throw new Error(`Postgres was not ready within ${READY_WITHIN_MS / 1000} s.`);
}

/** The lock ends with our connection, so with our process, however that ends. */
async function holdsFolder(keeper: Sql): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    const [row] = await keeper<{ held: boolean }[]>`select pg_try_advisory_lock(${FOLDER_LOCK}) as held`;
    if (row?.held) return true;
    await pause(50);
  }
  return false;
}

async function createDatabase(keeper: Sql): Promise<void> {
  const existing = await keeper`select from pg_database where datname = ${DATABASE}`;
  if (existing.length === 0) await keeper.unsafe(`create database ${DATABASE}`);
}

function adminUrl(running: Running, password: string, database: string): string {
  const url = new URL(`postgres://127.0.0.1:${running.port}/${database}`);
  url.username = 'postgres';
  url.password = password;
  if (running.socketFolder !== '') url.searchParams.set('host', running.socketFolder);
  return url.href;
}

/** A unix socket's whole path must fit in 107 bytes (103 on macOS), so a deep data folder has it elsewhere. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.65535.lock'.length;

function makeSocketFolder(dataDir: string, as: RunAs): string {
  if (process.platform === 'win32') return '';
  const inside = join(dataDir, 'socket');
  const folder =
    Buffer.byteLength(inside) <= LONGEST_SOCKET_FOLDER ? inside : mkdtempSync(join(tmpdir(), 'gs-'));
  mkdirSync(folder, { recursive: true });
  if (!lstatSync(folder).isDirectory()) throw new Error(`${folder} is not a folder.`);
  chmodSync(folder, 0o700);
  const owner = folderOwner(as);
  if (owner !== null) chownSync(folder, owner, owner);
  return folder;
}

const LARGEST_LOG_BYTES = 16 * 1024 * 1024;

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(path, size > LARGEST_LOG_BYTES ? 'w' : 'a', 0o600);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
