import type { Rejected } from '@good-standing/kernel/ingest/feed.ts';

/** Rejects an interval that ends before it begins; both days are in it, and null is an open end. */
export function intervalRejected(
  field: string,
  begins: Temporal.PlainDate,
  ends: Temporal.PlainDate | null,
): Rejected | null {
  if (ends === null || Temporal.PlainDate.compare(begins, ends) <= 0) return null;
  return { field, expected: `${begins} or later`, got: ends.toString() };
}
