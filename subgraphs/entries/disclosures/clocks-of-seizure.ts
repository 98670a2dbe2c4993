import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { isHeld, type SeizureFacts, toOwner, whereNotHeld } from './seizure-facts.ts';

/**
 * 19 USC 1499(c), 19 CFR 133.21, 133.25, 133.47, 19 USC 1628a(d). What happened when and
 * what is due by when: to whoever reaches the seizure at all, unless a hold keeps it from
 * all but CBP. Which clocks an owner of a right is told of, its own, is for the rows.
 */
export const clocksOfSeizure = disclosure<SeizureFacts>({
  rule: 'SEIZURE_CLOCKS',
  decide: (viewer, seizure, on) => {
    if (viewer.audience !== 'RIGHTS_HOLDER') return whereNotHeld(viewer, seizure);
    return isHeld(seizure) ? withhold('NOT_AUTHORIZED') : toOwner(seizure, on);
  },
});
