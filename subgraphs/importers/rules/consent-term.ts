import { consentDays } from '../parameters.ts';

/** The last day that a consent given on this day may have. */
export function lastConsentDay(grantedOn: Temporal.PlainDate): Temporal.PlainDate {
  return grantedOn.add({ days: consentDays.value });
}
