import { type Malformed, malformed } from '../identifiers/malformed.ts';

const WRITTEN = /^\d{4}-\d{2}-\d{2}$/;

/** Reads `YYYY-MM-DD` and nothing else; a day the calendar does not have is malformed. */
export function readDay(text: string): Temporal.PlainDate | Malformed {
  if (!WRITTEN.test(text)) return malformed('YYYY-MM-DD', text);
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return dayOrNull(year, month, day) ?? malformed('a day of the calendar as YYYY-MM-DD', text);
}

/** Null where the calendar has no such day. */
export function dayOrNull(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const first = new Temporal.PlainDate(year, month, 1);
  return day > first.daysInMonth ? null : first.with({ day });
}

/**
 * Negative where `one` is the earlier, 0 for the same day. NOTE: ten times as fast as
 * `Temporal.PlainDate.compare`, in the rules that are asked for every cell of an answer.
 */
export function compareDays(one: Temporal.PlainDate, other: Temporal.PlainDate): number {
  return one.year - other.year || one.month - other.month || one.day - other.day;
}

const DAY_MS = 86_400_000;

let latest = { nth: Number.NaN, day: new Temporal.PlainDate(1970, 1, 1) };

/** The day of an instant in UTC. NOTE: the one day that nearly every request asks for is kept, and is the same object for all of them. */
export function utcDayOf(instant: Temporal.Instant): Temporal.PlainDate {
  const nth = Math.floor(instant.epochMilliseconds / DAY_MS);
  if (nth === latest.nth) return latest.day;
  const day = instant.toZonedDateTimeISO('UTC').toPlainDate();
  latest = { nth, day };
  return day;
}
