import type { Cells } from '../disclosure/cells.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { HeardEvent } from '../webhook/announcement.ts';

/**
 * One request as resolvers see it. `load` are the owner's loaders and writers,
 * made for this request and this viewer alone.
 */
export interface RequestContext<Loaders = unknown> {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The one instant of the request: every rule, clock and predicate of it sees the same time. */
  readonly now: Temporal.Instant;
  /** The day of `now` in UTC. */
  readonly today: Temporal.PlainDate;
  readonly cells: Cells;
  readonly load: Loaders;
  /** What a subscription answers; null for queries and mutations. */
  readonly event: HeardEvent | null;
}
