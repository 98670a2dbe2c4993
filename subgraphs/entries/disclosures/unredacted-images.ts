import { type Decision, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { importerWindowEndsOn } from '../rules/importer-window.ts';
import { hasCome } from '../rules/seizure-stage.ts';
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
 * 19 CFR 133.21(b)(2)(ii), (b)(3), (c), (f), 19 USC 1628a. Unredacted images: to
 * the owner of the right where CBP has released them, and not before the goods are
 * seized or the importer's seven business days have gone by without an answer.
 * 19 CFR 133.25 has none for gray market goods.
 */
export const unredactedImages = disclosure<SeizureFacts>({
  rule: 'SEIZURE_IMAGES',
  decide: (viewer, seizure, on) => {
    if (viewer.audience !== 'RIGHTS_HOLDER') return whereNotHeld(viewer, seizure);
    if (isHeld(seizure)) return withhold('NOT_AUTHORIZED');
    if (seizure.isGrayMarket || isAbandonedUnseized(seizure, on)) return withhold('CONDITION');
    if (closedUnseizedOn(seizure, on) !== null && !isReleased(seizure.imagesReleasedOn, seizure, on)) {
      return withhold('CONDITION');
    }
    const early = tooEarly(seizure, on);
    if (early !== null) return early;
    return isReleased(seizure.imagesReleasedOn, seizure, on)
      ? toOwner(seizure, on)
      : withhold('CONDITION', 'RELEASED_BY_CBP');
  },
});

/** Null once the goods are seized or the importer's window has closed. */
function tooEarly(seizure: SeizureFacts, on: Temporal.PlainDate): Decision | null {
  if (hasCome(seizure.seizedOn, on)) return null;
  if (!hasCome(seizure.detainedOn, on)) return withhold('STAGE', 'DETAINED');
  if (!hasCome(seizure.detentionNoticeOn, on)) return withhold('STAGE', 'NOTICE_OF_DETENTION');
  const endsOn = importerWindowEndsOn(seizure.detentionNoticeOn);
  if (Temporal.PlainDate.compare(on, endsOn) > 0) return null;
  return withhold('STAGE', endsOn.add({ days: 1 }).toString());
}
