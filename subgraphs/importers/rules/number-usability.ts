import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';

/** What GS-007 reads of a number. */
export interface NumberInUse {
  readonly registryStatus: 'ACTIVE' | 'INACTIVE' | 'VOIDED' | 'REMOVED';
  /** Last transaction; null: none is known. */
  readonly lastUsedOn: Temporal.PlainDate | null;
  /** A transaction is outstanding: a bill is unpaid. */
  readonly hasOutstanding: boolean;
}

/** GS-007. The registry's own word counts; beyond it, the days since the last use. */
export const inactiveNumber = {
  ...STANDING_RULES['GS-007'],
  isInactiveOn: (
    { registryStatus, lastUsedOn, hasOutstanding }: NumberInUse,
    on: Temporal.PlainDate,
  ): boolean => {
    if (registryStatus !== 'ACTIVE') return true;
    if (lastUsedOn === null || hasOutstanding) return false;
    if (on.toString() < STANDING_RULES['GS-007'].effectiveOn) return false;
    const days = lastUsedOn.until(on, { largestUnit: 'days' }).days;
    return days >= valueOn(STANDING_PARAMETERS.inactiveAfterDays, on);
  },
} as const;
