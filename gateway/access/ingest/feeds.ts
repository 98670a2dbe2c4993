import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { agreementsFeed } from './agreements.ts';

export function feeds(secret: Secret): readonly Feed[] {
  return [agreementsFeed(secret) as Feed];
}
