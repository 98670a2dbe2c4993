import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { certificationYears, renewalNoticeDays } from '../parameters.ts';

/**
 * CF-001. A certification of confidentiality is in force from the day on which
 * CBP received it until two years later, the anniversary included. One received
 * on 29 February ends on 28 February (policy; the regulation is silent).
 */
export function lastDayInForce(receivedOn: Temporal.PlainDate): Temporal.PlainDate {
  return receivedOn.add({ years: certificationYears.value });
}

/**
 * CF-002. The last day on which a renewal is timely: from then on it is due. A
 * renewal is a certification with a term of its own, from its own receipt.
 */
export function renewBy(validUntil: Temporal.PlainDate): Temporal.PlainDate {
  return validUntil.subtract({ days: renewalNoticeDays.value });
}

export type RenewalTiming = 'TIMELY' | 'LATE';

/**
 * CF-002. How a certification stands to the one before it. A late one renews
 * nothing: it is a certification anew, and between the last day of the one before
 * and its own receipt nothing is in force.
 *
 * @param validUntil last day of the one before; null where there is none to renew.
 */
export function renewalTiming(
  receivedOn: Temporal.PlainDate,
  validUntil: Temporal.PlainDate | null,
): RenewalTiming | null {
  if (validUntil === null) return null;
  return compareDays(receivedOn, renewBy(validUntil)) <= 0 ? 'TIMELY' : 'LATE';
}
