import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { isHeld, type SeizureFacts, toOwner, whereNotHeld } from './seizure-facts.ts';

/**
 * 19 CFR 103.32, 133.21, 19 USC 1628a(d). Where goods stand and why CBP acted: to
 * whoever reaches the seizure at all, unless a hold keeps even that from all but CBP.
 */
export const stageOfSeizure = disclosure<SeizureFacts>({
  rule: 'SEIZURE_STAGE',
  decide: (viewer, seizure, on) => {
    if (viewer.audience !== 'RIGHTS_HOLDER') return whereNotHeld(viewer, seizure);
    return isHeld(seizure) ? withhold('NOT_AUTHORIZED') : toOwner(seizure, on);
  },
});
