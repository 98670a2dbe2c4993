import { dueInBusinessDays, dueInCalendarDays } from '@good-standing/kernel/calendar/clocks.ts';
import type { Clock, ClockKind } from './statutory-clocks.ts';

type Day = Temporal.PlainDate | null;
type Length = (from: Temporal.PlainDate) => Temporal.PlainDate;

export const inBusinessDays =
  (days: number): Length =>
  (from) =>
    dueInBusinessDays(from, days).dueOn;

export const inDays =
  (days: number): Length =>
  (from) =>
    dueInCalendarDays(from, days).dueOn;

/** The same day of the month, or its last. */
export const inMonths =
  (months: number): Length =>
  (from) =>
    from.add({ months });

/** One clock of a case: what starts it, how long it runs, and what ends it, whichever is first. */
export function caseClock(
  kind: ClockKind,
  authority: string,
  { from, due, endings }: { readonly from: Day; readonly due: Length; readonly endings: readonly Day[] },
): Clock {
  const ended = endings.filter((day) => day !== null).sort(Temporal.PlainDate.compare);
  return {
    kind,
    authority,
    from,
    dueOn: from === null ? null : due(from),
    metOn: from === null ? null : (ended[0] ?? null),
  };
}
