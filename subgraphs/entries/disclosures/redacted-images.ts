import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import {
  closedUnseizedOn,
  isAbandonedUnseized,
  isHeld,
  isReleased,
  type SeizureFacts,
  toOwner,
  whereNotHeld,
} from './seizure-facts.ts';

/**
 * 19 CFR 133.21(b)(5). Images without serial numbers, lot codes and names: to the
 * owner of the right at any time after presentation, where CBP releases them.
 */
export const redactedImages = disclosure<SeizureFacts>({
  rule: 'SEIZURE_REDACTED_IMAGES',
  decide: (viewer, seizure, on) => {
    if (viewer.audience !== 'RIGHTS_HOLDER') return whereNotHeld(viewer, seizure);
    if (isHeld(seizure)) return withhold('NOT_AUTHORIZED');
    if (isAbandonedUnseized(seizure, on)) return withhold('CONDITION');
    if (isReleased(seizure.redactedReleasedOn, seizure, on)) return toOwner(seizure, on);
    return withhold('CONDITION', closedUnseizedOn(seizure, on) === null ? 'RELEASED_BY_CBP' : null);
  },
});
