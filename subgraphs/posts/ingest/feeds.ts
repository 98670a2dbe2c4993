import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { postQuartersFeed } from './post-quarters.ts';
import { postThresholdsFeed } from './post-thresholds.ts';
import { postsFeed } from './posts.ts';
import { quarterClosingsFeed } from './quarter-closings.ts';

/** The files that posts are read from. */
export function feeds(secret: Secret): readonly Feed[] {
  return [
    postsFeed(secret) as Feed,
    postQuartersFeed(secret) as Feed,
    postThresholdsFeed(secret) as Feed,
    quarterClosingsFeed(secret) as Feed,
  ];
}
