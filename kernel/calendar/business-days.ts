import { federalHolidays } from './federal-holidays.ts';

/**
 * Business days are Monday to Friday but for the national holidays of 19 CFR 101.6(a), on the day
 * they are observed (19 CFR 101.1).
 */
export function isBusinessDay(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= 5 && !isObserved(day.year, epochDay(day));
}

/**
 * The nth business day after a day. The day itself is day 0 and is not counted, business day or
 * not; n = 0 gives it back.
 */
export function addBusinessDays(day: Temporal.PlainDate, n: number): Temporal.PlainDate {
  if (!Number.isInteger(n) || n < 0) throw new RangeError('Business days are counted forward in whole days.');
  let reached = day;
  let missing = n;
  while (missing > 0) {
    const further = addWeekdays(reached, missing);
    missing -= businessDaysBetween(reached, further);
    reached = further;
  }
  return reached;
}

/**
 * Business days after `from` up to and with `to`: what {@link addBusinessDays} added. Negative
 * where `to` is earlier.
 */
export function businessDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  const start = epochDay(from);
  const end = epochDay(to);
  if (end < start) return -businessDaysBetween(to, from);
  let count = weekdaysUpTo(end) - weekdaysUpTo(start);
  for (let year = from.year; year <= to.year; year += 1) {
    for (const holiday of observedIn(year)) if (holiday > start && holiday <= end) count -= 1;
  }
  return count;
}

/** The day itself where it is a business day, or the first one after it. */
export function businessDayOnOrAfter(day: Temporal.PlainDate): Temporal.PlainDate {
  return isBusinessDay(day) ? day : addBusinessDays(day, 1);
}

/** A Saturday or Sunday counts from the Friday before. @param n 1 or more. */
function addWeekdays(day: Temporal.PlainDate, n: number): Temporal.PlainDate {
  const beyondFriday = Math.max(day.dayOfWeek - 5, 0);
  const place = day.dayOfWeek - beyondFriday + (n % 5);
  const weekend = place > 5 ? 2 : 0;
  return day.add({ days: Math.floor(n / 5) * 7 + (n % 5) + weekend - beyondFriday });
}

const DAY_MS = 86_400_000;

/** Days since 1 January 1970. */
function epochDay(day: Temporal.PlainDate): number {
  return Date.UTC(day.year, day.month - 1, day.day) / DAY_MS;
}

/** Mondays to Fridays from 29 December 1969, a Monday, up to and with the day. */
function weekdaysUpTo(epoch: number): number {
  const days = epoch + 4;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7, 5);
}

function isObserved(year: number, epoch: number): boolean {
  return observedIn(year).includes(epoch);
}

const observedByYear = new Map<number, readonly number[]>();

/** Epoch days of the holidays observed in a year: all of its own but a moved New Year, and a moved next one. */
function observedIn(year: number): readonly number[] {
  const known = observedByYear.get(year);
  if (known !== undefined) return known;
  const observed = [...federalHolidays(year), ...federalHolidays(year + 1)]
    .filter((holiday) => holiday.observedOn.year === year)
    .map((holiday) => epochDay(holiday.observedOn));
  observedByYear.set(year, observed);
  return observed;
}
