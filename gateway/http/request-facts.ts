import type { Notes } from '@good-standing/kernel/disclosure/notes.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { HeardEvent } from '@good-standing/kernel/webhook/announcement.ts';

/** What the sources of subgraphs know of the request: who asks, when, and where disclosures are noted. */
export interface RequestFacts {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The one instant of the request. */
  readonly now: Temporal.Instant;
  readonly notes: Notes;
  /** The event that a subscription answers; absent for queries and mutations. */
  readonly event?: HeardEvent | null;
}
