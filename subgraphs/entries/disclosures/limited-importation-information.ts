import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { hasCome } from '../rules/seizure-stage.ts';
import {
  closedUnseizedOn,
  isAbandonedUnseized,
  isHeld,
  type SeizureFacts,
  toOwner,
  whereNotHeld,
} from './seizure-facts.ts';

/**
 * 19 CFR 133.21(b)(4), 133.25. Day of importation, port, description, quantity and
 * origin: to the owner of the right from the detention on. Before it CBP may tell,
 * and the feed names no such telling. Goods let go or turned away without having
 * been detained bring it nothing.
 */
export const limitedImportationInformation = disclosure<SeizureFacts>({
  rule: 'SEIZURE_LIMITED',
  decide: (viewer, seizure, on) => {
    if (viewer.audience !== 'RIGHTS_HOLDER') return whereNotHeld(viewer, seizure);
    if (isHeld(seizure)) return withhold('NOT_AUTHORIZED');
    if (isAbandonedUnseized(seizure, on)) return withhold('CONDITION');
    if (hasCome(seizure.seizedOn, on) || hasCome(seizure.detainedOn, on)) return toOwner(seizure, on);
    return closedUnseizedOn(seizure, on) === null ? withhold('STAGE', 'DETAINED') : withhold('CONDITION');
  },
});
