import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { isEnforced, type RecordationDates } from '../rules/recordation-status.ts';

interface Facts extends RecordationDates {
  readonly id: string;
  /** Owned by the asking rights holder, or in its care as verified agent today. */
  readonly isOwn: boolean;
}

/**
 * 19 CFR 133.21, 19 USC 1628a(c). Seizures on a recordation, to its owner or its
 * verified agent while it is active or in grace. That it was so on the day of each
 * seizure too is for the rows (visibility.ts).
 */
export const recordationSeizures = disclosure<Facts>({
  rule: 'RECORDATION_SEIZURES',
  decide: (_viewer, recordation, on) => {
    if (!recordation.isOwn) return withhold('RELATION');
    return isEnforced(recordation, on) ? disclose('RECORDATION') : withhold('CONDITION');
  },
});
