import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { publicListingsFeed } from './public-listings.ts';
import { samExclusionsFeed } from './sam-exclusions.ts';

/** The files that exclusions and further public lists are read from. */
export function feeds(secret: Secret): readonly Feed[] {
  return [samExclusionsFeed(secret) as Feed, publicListingsFeed(secret) as Feed];
}
