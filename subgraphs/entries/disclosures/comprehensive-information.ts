import { type Decision, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { comprehensiveInformationDueOn } from '../rules/importer-window.ts';
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
 * 19 CFR 133.21(e), 133.42. Names and addresses of manufacturer, exporter and
 * importer: to the owner of the right once the goods are seized, due within 30
 * business days of the notice of seizure. Never for gray market goods, for which
 * 19 CFR 133.25 has no such disclosure.
 */
export const comprehensiveInformation = disclosure<SeizureFacts>({
  rule: 'SEIZURE_PARTIES',
  decide: (viewer, seizure, on) => {
    if (viewer.audience !== 'RIGHTS_HOLDER') return whereNotHeld(viewer, seizure);
    if (isHeld(seizure)) return withhold('NOT_AUTHORIZED');
    if (seizure.isGrayMarket || isAbandonedUnseized(seizure, on)) return withhold('CONDITION');
    if (hasCome(seizure.seizedOn, on)) return toOwner(seizure, on);
    return closedUnseizedOn(seizure, on) === null ? untilSeized(seizure, on) : withhold('CONDITION');
  },
});

/** The day the information is due where the notice of seizure is out before the seizure is entered. */
function untilSeized(seizure: SeizureFacts, on: Temporal.PlainDate): Decision {
  const { seizureNoticeOn } = seizure;
  if (!hasCome(seizureNoticeOn, on)) return withhold('STAGE', 'SEIZED');
  return withhold('STAGE', comprehensiveInformationDueOn(seizureNoticeOn).toString());
}
