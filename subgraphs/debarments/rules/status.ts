import { compareDays } from '@good-standing/kernel/calendar/day.ts';
/** When an exclusion is in force, from its periods and from the lists that named it. */
export interface ListedPeriods {
  /** First day of each period, earliest first. */
  readonly activeOns: readonly Temporal.PlainDate[];
  /** Last day of each period of `activeOns`; null: indefinite. */
  readonly terminatesOns: readonly (Temporal.PlainDate | null)[];
  /** Days of lists that did not name it any more. */
  readonly delistedOns: readonly Temporal.PlainDate[];
  /** Day of the list that named it again after each absence; the last absence may have none. */
  readonly relistedOns: readonly Temporal.PlainDate[];
}

export type ExclusionStatus = 'ACTIVE' | 'NOT_YET_ACTIVE' | 'TERMINATED' | 'REMOVED';

/** SAM calls the last day its termination date; we take it to be in force (policy). */
export function statusOn(exclusion: ListedPeriods, day: Temporal.PlainDate): ExclusionStatus {
  const begun = exclusion.activeOns.map((first) => !isAfter(first, day));
  const inForce = begun.some((has, nth) => {
    const last = exclusion.terminatesOns[nth] ?? null;
    return has && (last === null || !isAfter(day, last));
  });
  if (inForce) return isAbsent(exclusion, day) ? 'REMOVED' : 'ACTIVE';
  return begun.some(Boolean) ? 'TERMINATED' : 'NOT_YET_ACTIVE';
}

/** From the day of the list that lacks it until the day before the list that has it again. */
function isAbsent({ delistedOns, relistedOns }: ListedPeriods, day: Temporal.PlainDate): boolean {
  return delistedOns.some((left, nth) => {
    const back = relistedOns[nth];
    return !isAfter(left, day) && (back === undefined || isAfter(back, day));
  });
}

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return compareDays(one, other) > 0;
}
