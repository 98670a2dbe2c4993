import { daysToReview, type Parameter, reviewMonths } from '../parameters.ts';

/** When a certification was received and last upheld. */
export interface Reviewed {
  readonly receivedOn: Temporal.PlainDate;
  /** Null where no review upheld it. */
  readonly reviewedOn: Temporal.PlainDate | null;
}

/** What EO 14411 § 6 leaves open. */
export interface ReviewParameters {
  readonly period: Parameter<number>;
  readonly grace: Parameter<number>;
}

export const reviewParameters: ReviewParameters = { period: reviewMonths, grace: daysToReview };

/**
 * CF-003. The day on which CBP's review of a certification falls due, counted from
 * its receipt or the last review that upheld it; never before periodic review
 * applies at all. Null while it does not apply.
 */
export function reviewDueOn(
  { receivedOn, reviewedOn }: Reviewed,
  { period }: ReviewParameters = reviewParameters,
): Temporal.PlainDate | null {
  if (period.effectiveFrom === null) return null;
  const due = (reviewedOn ?? receivedOn).add({ months: period.value });
  return later(due, Temporal.PlainDate.from(period.effectiveFrom));
}

/** CF-003. The last day in force where no review upholds it in time; null while expiry for want of review does not apply. */
export function lastDayWithoutReview(
  certification: Reviewed,
  parameters: ReviewParameters = reviewParameters,
): Temporal.PlainDate | null {
  const due = reviewDueOn(certification, parameters);
  const { grace } = parameters;
  if (due === null || grace.effectiveFrom === null) return null;
  return later(due, Temporal.PlainDate.from(grace.effectiveFrom)).add({ days: grace.value });
}

/** The same decision as SQL over certification `c`: true while no expiry for want of review stands against it on `day`. */
export function reviewedInTime(day: string, { period, grace }: ReviewParameters = reviewParameters): string {
  if (period.effectiveFrom === null || grace.effectiveFrom === null) return 'true';
  const due = `(coalesce(c.reviewed_on, c.received_on) + interval '${period.value} months')::date`;
  const floor = `date '${period.effectiveFrom}', date '${grace.effectiveFrom}'`;
  return `${day} <= greatest(${due}, ${floor}) + ${grace.value}`;
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) < 0 ? other : one;
}
