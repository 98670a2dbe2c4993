import type { Rejected } from '@good-standing/kernel/ingest/feed.ts';

type Days<Column extends string> = Readonly<Record<Column, Temporal.PlainDate | null>>;

/** Nothing of a case happens before what it follows on. @param pairs of columns, each second one not before its first. */
export function notBefore<Column extends string>(
  row: Days<Column>,
  pairs: readonly (readonly [earlier: Column, later: Column])[],
): Rejected | null {
  for (const [earlier, later] of pairs) {
    const from = row[earlier];
    const on = row[later];
    if (on === null) continue;
    if (from === null) return { field: earlier, expected: `a day, where ${later} has one`, got: '' };
    if (Temporal.PlainDate.compare(from, on) > 0) {
      return { field: later, expected: `a day not before ${earlier}, ${from}`, got: String(on) };
    }
  }
  return null;
}

/** What was decided has its day, and a day something that was decided. */
export function decidedTogether(
  row: Readonly<Record<string, unknown>>,
  what: string,
  on: string,
): Rejected | null {
  if ((row[what] === null) === (row[on] === null)) return null;
  return {
    field: what,
    expected: `a word where ${on} has a day, and none where it has none`,
    got: String(row[what] ?? ''),
  };
}
