import { type Decision, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { isAbandonedTold, wasToldBefore } from '../rules/released.ts';
import { provision } from '../rules/rights-holder-matrix.ts';
import { hasCome } from '../rules/seizure-stage.ts';
import { explained, isHeld, phaseToday, type SeizureFacts, toOwner, whereNotHeld } from './seizure-facts.ts';

/**
 * 19 CFR 133.21(b)(4), 133.25, 133.42, 133.47. Day of importation, port, description,
 * quantity and origin: to the owner of the right from the detention on, before it where
 * CBP has released them. Of goods let go or turned away what was given before stays.
 */
export const limitedImportationInformation = disclosure<SeizureFacts>({
  rule: 'SEIZURE_LIMITED',
  decide: (viewer, seizure, on) =>
    viewer.audience === 'RIGHTS_HOLDER'
      ? explained(viewer, ofOwner(seizure, on))
      : whereNotHeld(viewer, seizure),
});

function ofOwner(seizure: SeizureFacts, on: Temporal.PlainDate): Decision {
  if (isHeld(seizure)) return withhold('NOT_AUTHORIZED');
  const phase = phaseToday(seizure, on);
  switch (provision(seizure, 'LIMITED_INFORMATION', phase).cell) {
    case 'MUST':
      return toOwner(seizure, on);
    case 'MAY':
      return hasCome(seizure.limitedReleasedOn, on)
        ? toOwner(seizure, on)
        : untilDue(seizure, withhold('CONDITION', 'RELEASED_BY_CBP'));
    case 'COND':
      return isAbandonedTold(seizure, on) ? toOwner(seizure, on) : withhold('CONDITION');
    case 'GIVEN':
      return wasToldBefore(seizure, { isToldFromDetention: isDueAtDetention(seizure) }, on)
        ? toOwner(seizure, on)
        : withhold('CONDITION');
    case 'NO':
      return phase === 'PRESENTED' || phase === 'WINDOW_OPEN' || phase === 'WINDOW_CLOSED'
        ? untilDue(seizure, withhold('CONDITION'))
        : withhold('CONDITION');
  }
}

function isDueAtDetention(seizure: SeizureFacts): boolean {
  return provision(seizure, 'LIMITED_INFORMATION', 'WINDOW_OPEN').cell === 'MUST';
}

/** The stage at which it is due without CBP's doing, or what else there is to wait for. */
function untilDue(seizure: SeizureFacts, otherwise: Decision): Decision {
  if (isDueAtDetention(seizure)) return withhold('STAGE', 'DETAINED');
  const isDueAtSeizure = provision(seizure, 'LIMITED_INFORMATION', 'SEIZED').cell === 'MUST';
  return isDueAtSeizure ? withhold('STAGE', 'SEIZED') : otherwise;
}
