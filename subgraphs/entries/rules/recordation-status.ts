import { compareDays } from '@good-standing/kernel/calendar/day.ts';
/** Days after expiry in which a recordation may still be renewed and is still enforced (19 CFR 133.7; that it is counted in days is policy). */
export const GRACE_DAYS = 90;

export const RECORDATION_STATUSES = ['NOT_YET_EFFECTIVE', 'ACTIVE', 'GRACE', 'EXPIRED', 'WITHDRAWN'] as const;
export type RecordationStatus = (typeof RECORDATION_STATUSES)[number];

/** The life of a recordation. */
export interface RecordationDates {
  /** First day in force. */
  readonly effectiveOn: Temporal.PlainDate;
  /** Last day in force, grace apart. */
  readonly expiresOn: Temporal.PlainDate;
  /** First day on which CBP no longer listed it; null while it is listed. */
  readonly delistedOn: Temporal.PlainDate | null;
}

/** The status at the end of a day. The 90th day after expiry is the last one of grace. */
export function recordationStatus(dates: RecordationDates, asOf: Temporal.PlainDate): RecordationStatus {
  if (compareDays(asOf, dates.effectiveOn) < 0) return 'NOT_YET_EFFECTIVE';
  if (dates.delistedOn !== null && compareDays(asOf, dates.delistedOn) >= 0) return 'WITHDRAWN';
  if (compareDays(asOf, dates.expiresOn) <= 0) return 'ACTIVE';
  return compareDays(asOf, dates.expiresOn.add({ days: GRACE_DAYS })) <= 0 ? 'GRACE' : 'EXPIRED';
}

/** Active or in grace: CBP enforces it, and tells its owner. */
export function isEnforced(dates: RecordationDates, on: Temporal.PlainDate): boolean {
  const status = recordationStatus(dates, on);
  return status === 'ACTIVE' || status === 'GRACE';
}

/** {@link isEnforced} in SQL, over the columns of `recordation`. @param day an SQL expression. */
export function enforcedSql(day: string): string {
  return `(recordation.effective_on <= ${day}
    and recordation.expires_on + ${GRACE_DAYS} >= ${day}
    and (recordation.delisted_on is null or recordation.delisted_on > ${day}))`;
}
