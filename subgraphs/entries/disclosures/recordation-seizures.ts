import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { isEnforced, type RecordationDates } from '../rules/recordation-status.ts';

interface Facts extends RecordationDates {
  readonly id: string;
  readonly ownerId: string;
}

/**
 * 19 CFR 133.21, 19 USC 1628a(c). Seizures on a recordation, to its owner while it
 * is active or in grace. That it was so on the day of each seizure too is for the
 * rows (visibility.ts).
 */
export const recordationSeizures = disclosure<Facts>({
  rule: 'RECORDATION_SEIZURES',
  decide: (viewer, recordation, on) => {
    if (viewer.subject !== recordation.ownerId) return withhold('RELATION');
    return isEnforced(recordation, on) ? disclose('RECORDATION') : withhold('CONDITION');
  },
});
