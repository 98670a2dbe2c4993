import type { StatusSpan } from './broker-record.ts';

/** Days; the last is in, null: open. */
export interface Days {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

const { compare } = Temporal.PlainDate;

/** The days that two have in common; null where there are none. */
export function overlap(one: Days, other: Days): Days | null {
  const from = compare(one.from, other.from) >= 0 ? one.from : other.from;
  const until = earlier(one.until, other.until);
  return until !== null && compare(until, from) < 0 ? null : { from, until };
}

/** Statuses on the days on which they hold: of two that last on a day the later begun one does. */
export function inEffect(statuses: readonly StatusSpan[]): readonly StatusSpan[] {
  return statuses.flatMap((status) => {
    const later = statuses.filter(
      ({ brokerId, programme, from }) =>
        brokerId === status.brokerId && programme === status.programme && compare(from, status.from) > 0,
    );
    const left = later.reduce<readonly Days[]>(
      (days, taken) => days.flatMap((piece) => without(piece, taken)),
      [status],
    );
    return left.map(({ from, until }) => ({ ...status, from, until }));
  });
}

/** What is left of some days without others: nothing, one piece or two. */
function without(days: Days, taken: Days): readonly Days[] {
  if (overlap(days, taken) === null) return [days];
  const before =
    compare(days.from, taken.from) < 0 ? [{ from: days.from, until: taken.from.subtract({ days: 1 }) }] : [];
  if (taken.until === null) return before;
  const next = taken.until.add({ days: 1 });
  const isMore = days.until === null || compare(next, days.until) <= 0;
  return isMore ? [...before, { from: next, until: days.until }] : before;
}

function earlier(
  one: Temporal.PlainDate | null,
  other: Temporal.PlainDate | null,
): Temporal.PlainDate | null {
  if (one === null || other === null) return one ?? other;
  return compare(one, other) <= 0 ? one : other;
}
