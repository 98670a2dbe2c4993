import { addBusinessDays } from './business-days.ts';
import { compareDays } from './day.ts';

/**
 * A day something is due, and how it was reached. The day of the event is day 0 and is not
 * counted. A business-day clock ends on a business day by its nature; a calendar-day clock does
 * not roll when it ends on a weekend or holiday (policy; the regulations are silent).
 */
export interface DueDate {
  /** Last day in time. */
  readonly dueOn: Temporal.PlainDate;
  readonly counts: 'BUSINESS_DAYS' | 'CALENDAR_DAYS';
  readonly length: number;
  /** Day of the event that starts the clock. */
  readonly from: Temporal.PlainDate;
}

export function dueInBusinessDays(from: Temporal.PlainDate, length: number): DueDate {
  return { dueOn: addBusinessDays(from, length), counts: 'BUSINESS_DAYS', length, from };
}

export function dueInCalendarDays(from: Temporal.PlainDate, length: number): DueDate {
  return { dueOn: from.add({ days: length }), counts: 'CALENDAR_DAYS', length, from };
}

/** True from the day after the due day. */
export function isOverdue(due: DueDate, today: Temporal.PlainDate): boolean {
  return compareDays(today, due.dueOn) > 0;
}

/**
 * The same day years later; 29 February becomes 28 February where the year has none (policy).
 * Whether that day is still in is the caller's rule.
 */
export function yearsAfter(day: Temporal.PlainDate, years: number): Temporal.PlainDate {
  return day.add({ years }, { overflow: 'constrain' });
}

/** The last day that is at least so many calendar days before another. */
export function daysBefore(day: Temporal.PlainDate, days: number): Temporal.PlainDate {
  return day.subtract({ days });
}
