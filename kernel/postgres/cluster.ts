import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { commandAs, folderOwner, type RunAs } from './binaries.ts';

/** Where everything of one embedded Postgres lies below its data folder. */
export interface ClusterFolders {
  /** Postgres' own data directory. It appears under this name only when complete. */
  readonly cluster: string;
  readonly password: string;
  readonly log: string;
}

export function clusterFolders(dataDir: string): ClusterFolders {
  return {
    cluster: join(dataDir, 'cluster'),
    password: join(dataDir, 'superuser'),
    log: join(dataDir, 'postgres.log'),
  };
}

/** Makes the data folder, or throws one line that says why it cannot be written. */
export function writableFolder(dataDir: string): void {
  const probe = join(dataDir, `.writable-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`The data folder ${dataDir} cannot be written (${code}).`);
  }
}

/**
 * Initialises a cluster in a folder of its own and renames it into place, so that a
 * half-made one is never taken for a whole one. Gives the superuser's password.
 */
export async function initialisedCluster(dataDir: string, native: string, as: RunAs): Promise<string> {
  const folders = clusterFolders(dataDir);
  if (existsSync(folders.cluster)) return readFileSync(folders.password, 'utf8');
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith('cluster.half-made')) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(folders.password, password, { mode: 0o600 });
  const halfMade = join(dataDir, `cluster.half-made-${process.pid}`);
  const passwordForInitdb = `${halfMade}-password`;
  mkdirSync(halfMade, { mode: 0o700 });
  writeFileSync(passwordForInitdb, password, { mode: 0o600 });
  const owner = folderOwner(as);
  if (owner !== null) {
    chownSync(halfMade, owner, owner);
    chownSync(passwordForInitdb, owner, owner);
  }
  await runInitdb(native, as, halfMade, passwordForInitdb);
  rmSync(passwordForInitdb);
  renameSync(halfMade, folders.cluster);
  return password;
}

async function runInitdb(native: string, as: RunAs, into: string, passwordFile: string): Promise<void> {
  const { file, args, identity } = commandAs(as, join(native, 'bin', 'initdb'), [
    `--pgdata=${into}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  const child = spawn(file, args, {
    ...identity,
    cwd: into,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`Postgres could not initialise ${into}: ${lastComplaint(complaint)}`);
}

/** The last thing Postgres said, in one line. */
export function lastComplaint(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.findLast((line) => /FATAL|PANIC|error:/.test(line));
  return (fatal ?? lines.at(-1) ?? 'it gave no reason').replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}
