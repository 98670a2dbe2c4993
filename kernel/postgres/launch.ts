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
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandAs, folderOwner, type RunAs } from './binaries.ts';
import { clusterFolders, lastComplaint } from './cluster.ts';
import { readPostmaster, survivor } from './postmaster.ts';
import { settingArguments } from './settings.ts';

/** A Postgres that takes connections. */
export interface Running {
  readonly pid: number;
  readonly port: number;
  /** Empty where there are no unix sockets. */
  readonly socketFolder: string;
}

/** Crash recovery may have to replay all of `max_wal_size`. */
const READY_WITHIN_MS = 120_000;

/** The Postgres that serves the cluster already, once it is ready. */
export async function adopt(cluster: string, log?: (line: string) => void): Promise<Running> {
  const running = await untilReady(cluster, () => (survivor(cluster) === null ? 'it ended' : null));
  log?.('Postgres is running already');
  return running;
}

export interface Launch {
  readonly dataDir: string;
  readonly native: string;
  readonly as: RunAs;
  readonly port?: number;
  readonly log?: (line: string) => void;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts Postgres apart from our process group, so that Ctrl-C reaches us alone and we end it in order. */
export async function launch({ dataDir, native, as, port, log, settings }: Launch): Promise<Running> {
  const folders = clusterFolders(dataDir);
  const tcpPort = port ?? (await freePort());
  const { file, args, identity } = commandAs(as, join(native, 'bin', 'postgres'), [
    '-D',
    folders.cluster,
    ...settingArguments({
      ...settings,
      port: String(tcpPort),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: makeSocketFolder(dataDir, as),
    }),
  ]);
  log?.(`starting Postgres on 127.0.0.1:${tcpPort}`);
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
  const running = await untilReady(folders.cluster, failed, child.pid);
  child.removeAllListeners('exit');
  return running;
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
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`Postgres was not ready within ${READY_WITHIN_MS / 1000} s.`);
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
