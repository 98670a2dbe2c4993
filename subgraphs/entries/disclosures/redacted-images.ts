import { type Decision, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { isReleasable } from '../rules/released.ts';
import { provision } from '../rules/rights-holder-matrix.ts';
import { hasCome } from '../rules/seizure-stage.ts';
import { explained, isHeld, phaseToday, type SeizureFacts, toOwner, whereNotHeld } from './seizure-facts.ts';

/**
 * 19 CFR 133.21(b)(5), 133.42. Images without serial numbers, lot codes and names: to
 * the owner of the right at any time after presentation, where CBP releases them and
 * until the goods are let go or turned away.
 */
export const redactedImages = disclosure<SeizureFacts>({
  rule: 'SEIZURE_REDACTED_IMAGES',
  decide: (viewer, seizure, on) =>
    viewer.audience === 'RIGHTS_HOLDER'
      ? explained(viewer, ofOwner(seizure, on))
      : whereNotHeld(viewer, seizure),
});

function ofOwner(seizure: SeizureFacts, on: Temporal.PlainDate): Decision {
  if (isHeld(seizure)) return withhold('NOT_AUTHORIZED');
  const law = provision(seizure, 'REDACTED_IMAGES', phaseToday(seizure, on));
  if (!isReleasable(law, seizure, on)) return withhold('CONDITION');
  return hasCome(seizure.redactedReleasedOn, on)
    ? toOwner(seizure, on)
    : withhold('CONDITION', 'RELEASED_BY_CBP');
}
