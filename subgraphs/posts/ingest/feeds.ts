import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { postQuartersFeed } from './post-quarters.ts';
import { postsFeed } from './posts.ts';

/** The files that posts are read from. */
export function feeds(secret: Secret): readonly Feed[] {
  return [postsFeed(secret) as Feed, postQuartersFeed(secret) as Feed];
}
