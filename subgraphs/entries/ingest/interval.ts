import type { Rejected } from '@good-standing/kernel/ingest/feed.ts';

interface Interval {
  readonly from_on: Temporal.PlainDate;
  /** Last day, in; null while it is open. */
  readonly until_on: Temporal.PlainDate | null;
}

/** Nothing ends before it begins. */
export function outOfInterval({ from_on, until_on }: Interval): Rejected | null {
  if (until_on === null || Temporal.PlainDate.compare(until_on, from_on) >= 0) return null;
  return { field: 'until_on', expected: `a day not before from_on, ${from_on}`, got: String(until_on) };
}
