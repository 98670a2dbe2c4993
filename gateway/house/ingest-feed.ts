import { settle } from '@good-standing/kernel/findings/queue.ts';
import type { Feed, IngestCounts, IngestOptions } from '@good-standing/kernel/ingest/feed.ts';
import { ingest } from '@good-standing/kernel/ingest/ingest.ts';
import type { Owner } from '@good-standing/kernel/postgres/owners.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { ROOMS } from './owners.ts';
import type { Pools } from './pools.ts';
import type { HouseDatabase } from './prepare.ts';

interface OwnedFeed {
  readonly owner: Owner;
  readonly feed: Feed;
}

/** Every feed of the house by its name on the command line. */
export function feedsByName({ keys }: HouseDatabase): ReadonlyMap<string, OwnedFeed> {
  return new Map(
    ROOMS.flatMap(({ owner, feeds }) => feeds(keys).map((feed) => [feed.name, { owner, feed }] as const)),
  );
}

/** Brings one file in through its owner's role. What other owners learn of it waits in the queue: `settleQueue`. */
export function ingestFile(
  database: HouseDatabase,
  { owner, feed }: OwnedFeed,
  path: string,
  options: IngestOptions,
): Promise<IngestCounts> {
  return ingest(ownerUrl(database.adminUrl, owner, database.keys.roles), feed, path, options);
}

/** Until every owner has heard all that was published. */
export function settleQueue(pools: Pools): Promise<void> {
  return settle(pools.queueUrl, pools.subscribers);
}
