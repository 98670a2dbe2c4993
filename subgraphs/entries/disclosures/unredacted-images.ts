import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { type Decision, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { importerWindowEndsOn } from '../rules/importer-window.ts';
import { areImagesDue, isReleasable } from '../rules/released.ts';
import { provision } from '../rules/rights-holder-matrix.ts';
import type { Phase } from '../rules/rights-holder-phase.ts';
import { hasCome } from '../rules/seizure-stage.ts';
import { explained, isHeld, phaseToday, type SeizureFacts, toOwner, whereNotHeld } from './seizure-facts.ts';

/**
 * 19 CFR 133.21(b)(2)(ii), (b)(3), (c), (f), 133.42, 133.47, 19 USC 1628a. Unredacted
 * images: to the owner of the right where CBP has released them after the importer's
 * seven business days without a sufficient answer, or of goods seized and asked for.
 */
export const unredactedImages = disclosure<SeizureFacts>({
  rule: 'SEIZURE_IMAGES',
  decide: (viewer, seizure, on) =>
    viewer.audience === 'RIGHTS_HOLDER'
      ? explained(viewer, ofOwner(seizure, on))
      : whereNotHeld(viewer, seizure),
});

function ofOwner(seizure: SeizureFacts, on: Temporal.PlainDate): Decision {
  if (isHeld(seizure)) return withhold('NOT_AUTHORIZED');
  const phase = phaseToday(seizure, on);
  const law = provision(seizure, 'IMAGES', phase);
  if (!isReleasable(law, seizure, on)) return tooEarly(seizure, phase, on);
  if (areImagesDue(seizure, phase, on)) return toOwner(seizure, on);
  const isToBeAskedFor = hasCome(seizure.seizedOn, on) && hasCome(seizure.imagesReleasedOn, on);
  return withhold('CONDITION', isToBeAskedFor ? 'REQUESTED' : 'RELEASED_BY_CBP');
}

/** What there is to wait for. Whether the importer's answer was sufficient is not told: it reads as if CBP had released nothing. */
function tooEarly(seizure: SeizureFacts, phase: Phase, on: Temporal.PlainDate): Decision {
  if (phase !== 'PRESENTED' && phase !== 'WINDOW_OPEN') return withhold('CONDITION');
  if (provision(seizure, 'IMAGES', 'WINDOW_CLOSED').cell === 'NO') return withhold('CONDITION');
  if (phase === 'PRESENTED') return withhold('STAGE', 'DETAINED');
  if (!hasCome(seizure.detentionNoticeOn, on)) return withhold('STAGE', 'NOTICE_OF_DETENTION');
  const endsOn = importerWindowEndsOn(seizure.detentionNoticeOn);
  return compareDays(on, endsOn) > 0
    ? withhold('CONDITION', 'RELEASED_BY_CBP')
    : withhold('STAGE', endsOn.add({ days: 1 }).toString());
}
