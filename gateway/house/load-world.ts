import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { WORLD_SIZES, type WorldSizeName } from '../world/size.ts';
import { writeWorld } from '../world/world.ts';
import { feedsByName, ingestFile, settleQueue } from './ingest-feed.ts';
import type { Pools } from './pools.ts';
import type { HouseDatabase } from './prepare.ts';

/** What the data folder remembers of the invented world, so that a load that was killed goes on. */
interface WorldMark {
  readonly size: WorldSizeName;
  readonly seed: number;
  /** The day the world was made for. */
  readonly on: string;
  readonly state: 'LOADING' | 'LOADED';
}

export interface WorldLoad {
  readonly database: HouseDatabase;
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
  const markFile = `${load.dataDir}/world.json`;
  const mark = readMark(markFile) ?? ((await holdsNothing(load.database)) ? freshMark() : null);
  if (mark === null) return null;
  const on = Temporal.PlainDate.from(mark.on);
  if (mark.state === 'LOADED') return on;
  mkdirSync(load.dataDir, { recursive: true });
  writeFileSync(markFile, JSON.stringify(mark));
  const folder = `${load.dataDir}/world-${mark.size}`;
  const written = writeWorld({ size: WORLD_SIZES[mark.size], seed: mark.seed, today: on, folder });
  const feeds = feedsByName(load.database);
  for (const { feed, file } of written) {
    const owned = feeds.get(feed);
    if (owned === undefined) throw new Error(`the world has a feed that no owner reads: ${feed}`);
    const counts = await ingestFile(load.database, owned, file, {});
    load.onFeed({ feed, rows: counts.accepted, rejected: counts.rejected });
  }
  await settleQueue(load.pools);
  writeFileSync(markFile, JSON.stringify({ ...mark, state: 'LOADED' } satisfies WorldMark));
  rmSync(folder, { recursive: true, force: true });
  return on;
}

function freshMark(): WorldMark {
  return { size: 'small', seed: SEED, on: Temporal.Now.plainDateISO('UTC').toString(), state: 'LOADING' };
}

function readMark(file: string): WorldMark | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as WorldMark) : null;
}

async function holdsNothing({ adminUrl }: HouseDatabase): Promise<boolean> {
  const sql = connect(adminUrl, { max: 1, applicationName: 'good-standing world' });
  try {
    const rows =
      await sql`select from access.run union all select from importers.run union all select from debarments.run limit 1`;
    return rows.length === 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
