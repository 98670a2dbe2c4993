import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';

export function feeds(_secret: Secret): readonly Feed[] {
  return [];
}
