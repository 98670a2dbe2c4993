import { feedsByName, ingestFile, settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { openPools } from '@good-standing/gateway/house/pools.ts';
import { type HouseDatabase, prepare } from '@good-standing/gateway/house/prepare.ts';
import { WORLD_SIZES, type WorldSize } from '@good-standing/gateway/world/size.ts';
import { writeWorld } from '@good-standing/gateway/world/world.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';

/** Loads an invented world, the small one where no other is wanted, through its feeds into an empty database, and gathers statistics on it. */
export async function loadSmallWorld(
  database: HouseDatabase,
  folder: string,
  size: WorldSize = WORLD_SIZES.small,
): Promise<void> {
  await prepare(database);
  const feeds = feedsByName(database);
  const today = Temporal.Now.plainDateISO('UTC');
  for (const { feed, file } of writeWorld({ size, seed: 1, today, folder })) {
    const owned = feeds.get(feed);
    if (owned !== undefined) await ingestFile(database, owned, file, {});
  }
  const pools = openPools(database);
  await settleQueue(pools);
  await pools.end();
  const admin = connect(database.adminUrl, { max: 1, applicationName: 'bench' });
  await admin.unsafe('analyze');
  await admin.end();
}
