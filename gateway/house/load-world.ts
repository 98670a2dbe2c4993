import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, placeOf } from '@good-standing/kernel/postgres/pool.ts';
import { WORLD_SIZES, type WorldSizeName } from '../world/size.ts';
import { writeWorld } from '../world/world.ts';
import type { OpenDatabase } from './database.ts';
import { feedsByName, ingestFile, settleQueue } from './ingest-feed.ts';
import { ROOMS } from './owners.ts';
import type { Pools } from './pools.ts';
import type { HouseDatabase } from './prepare.ts';

/** What the data folder remembers of the invented world in one database, so that a load that was killed goes on. */
interface WorldMark {
  readonly size: WorldSizeName;
  readonly seed: number;
  /** The day the world was made for. */
  readonly on: string;
  readonly state: 'LOADING' | 'LOADED';
}

export interface WorldLoad {
  readonly database: OpenDatabase;
  readonly pools: Pools;
  readonly dataDir: string;
  readonly onFeed: (told: {
    readonly feed: string;
    readonly rows: number;
    readonly rejected: number;
  }) => void;
}

const SEED = 1;

/**
 * Brings the small invented world into a database that holds nothing yet, through
 * the same feeds as real files. Does nothing where anything was ever ingested.
 *
 * @returns the day that the world was made for, or null where there is none.
 */
export async function loadWorld(load: WorldLoad): Promise<Temporal.PlainDate | null> {
  const markFile = `${load.dataDir}/${markName(load.database)}`;
  const left = readMark(markFile);
  if (left?.state !== 'LOADING' && !(await holdsNothing(load.database))) {
    return left === null ? null : Temporal.PlainDate.from(left.on);
  }
  const mark = left?.state === 'LOADING' ? left : freshMark();
  const on = Temporal.PlainDate.from(mark.on);
  mkdirSync(load.dataDir, { recursive: true });
  writeMark(markFile, mark);
  const folder = `${load.dataDir}/world-loading`;
  const written = writeWorld({ size: WORLD_SIZES[mark.size], seed: mark.seed, today: on, folder });
  const feeds = feedsByName(load.database);
  for (const { feed, file } of written) {
    const owned = feeds.get(feed);
    if (owned === undefined) throw new Error(`the world has a feed that no owner reads: ${feed}`);
    const counts = await ingestFile(load.database, owned, file, {});
    load.onFeed({ feed, rows: counts.accepted, rejected: counts.rejected });
  }
  await settleQueue(load.pools);
  writeMark(markFile, { ...mark, state: 'LOADED' });
  rmSync(folder, { recursive: true, force: true });
  return on;
}

function freshMark(): WorldMark {
  return { size: 'small', seed: SEED, on: Temporal.Now.plainDateISO('UTC').toString(), state: 'LOADING' };
}

/** A database of DATABASE_URL has its own: what was loaded into one says nothing of another. */
function markName({ place, adminUrl }: OpenDatabase): string {
  if (place === 'embedded') return 'world.json';
  return `world-${createHash('sha256').update(placeOf(adminUrl)).digest('hex').slice(0, 12)}.json`;
}

function readMark(file: string): WorldMark | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as WorldMark) : null;
}

/** All of it or nothing, wherever the process is killed. */
function writeMark(file: string, mark: WorldMark): void {
  writeFileSync(`${file}.half`, JSON.stringify(mark));
  renameSync(`${file}.half`, file);
}

async function holdsNothing({ adminUrl }: HouseDatabase): Promise<boolean> {
  const sql = connect(adminUrl, { max: 1, applicationName: 'good-standing world' });
  try {
    const runs = ROOMS.map(({ owner }) => `select from ${owner.name}.run`);
    const rows = await sql.unsafe(`${runs.join(' union all ')} limit 1`);
    return rows.length === 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
