import { type Decision, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { comprehensiveInformationDueOn } from '../rules/importer-window.ts';
import { isAbandonedTold } from '../rules/released.ts';
import { provision } from '../rules/rights-holder-matrix.ts';
import { hasCome } from '../rules/seizure-stage.ts';
import { explained, isHeld, phaseToday, type SeizureFacts, toOwner, whereNotHeld } from './seizure-facts.ts';

/**
 * 19 CFR 133.21(e), 133.42, 133.47. Names and addresses of manufacturer, exporter and
 * importer: to the owner of the right once the goods are seized, due within 30
 * business days of the notice of seizure. Never for gray market goods, for which
 * 19 CFR 133.25 has no such disclosure.
 */
export const comprehensiveInformation = disclosure<SeizureFacts>({
  rule: 'SEIZURE_PARTIES',
  decide: (viewer, seizure, on) =>
    viewer.audience === 'RIGHTS_HOLDER'
      ? explained(viewer, ofOwner(seizure, on))
      : whereNotHeld(viewer, seizure),
});

function ofOwner(seizure: SeizureFacts, on: Temporal.PlainDate): Decision {
  if (isHeld(seizure)) return withhold('NOT_AUTHORIZED');
  const phase = phaseToday(seizure, on);
  const { cell } = provision(seizure, 'PARTIES', phase);
  if (cell === 'MUST' || (cell === 'COND' && isAbandonedTold(seizure, on))) return toOwner(seizure, on);
  if (phase === 'ABANDONED' || phase === 'CLOSED') return withhold('CONDITION');
  return provision(seizure, 'PARTIES', 'SEIZED').cell === 'MUST'
    ? untilSeized(seizure, on)
    : withhold('CONDITION');
}

/** The day the information is due where the notice of seizure is out before the seizure is entered. */
function untilSeized(seizure: SeizureFacts, on: Temporal.PlainDate): Decision {
  const { seizureNoticeOn } = seizure;
  if (!hasCome(seizureNoticeOn, on)) return withhold('STAGE', 'SEIZED');
  return withhold('STAGE', comprehensiveInformationDueOn(seizureNoticeOn).toString());
}
