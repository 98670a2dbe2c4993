import { type Decision, disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { hasCome, type SeizureDates, seizureStage } from '../rules/seizure-stage.ts';

/** What the rules read of a seizure. A seizure that the viewer reaches at all is one it stands in relation to. */
export interface SeizureFacts extends SeizureDates {
  readonly id: string;
  readonly detentionNoticeOn: Temporal.PlainDate | null;
  readonly seizureNoticeOn: Temporal.PlainDate | null;
  /** Restricted gray market goods, under the marks that the viewer may know of (19 CFR 133.23). */
  readonly isGrayMarket: boolean;
  readonly lawEnforcementHold: boolean;
  readonly nationalSecurityHold: boolean;
  readonly redactedReleasedOn: Temporal.PlainDate | null;
  readonly imagesReleasedOn: Temporal.PlainDate | null;
}

type Holds = Pick<SeizureFacts, 'lawEnforcementHold' | 'nationalSecurityHold'>;

/** 19 USC 1628a(d), 19 CFR 133.47: what would compromise an investigation or national security is told to nobody but CBP, and neither is why. */
export function isHeld(seizure: Holds): boolean {
  return seizure.lawEnforcementHold || seizure.nationalSecurityHold;
}

/** For everybody but the owner of the right: by relation, unless held. */
export function whereNotHeld(viewer: Viewer, seizure: Holds): Decision {
  return isHeld(seizure) ? withhold('NOT_AUTHORIZED') : whereRelated(viewer, true);
}

/** What the owner of the right is told, with the stage that it rests on. */
export function toOwner(seizure: SeizureFacts, on: Temporal.PlainDate): Decision {
  return disclose('RECORDATION', seizureStage(seizure, on));
}

/**
 * Goods abandoned before seizure. EO 13785 § 4(b)(ii) directs that their owners be
 * told; the rule that would say how was proposed (84 FR 44790) and never made, so
 * nothing is told (policy).
 */
export function isAbandonedUnseized(seizure: SeizureFacts, on: Temporal.PlainDate): boolean {
  return hasCome(seizure.abandonedOn, on) && !hasCome(seizure.seizedOn, on);
}

/** The first day on which goods never seized were let go or turned away; null while neither is so. */
export function closedUnseizedOn(seizure: SeizureFacts, on: Temporal.PlainDate): Temporal.PlainDate | null {
  if (hasCome(seizure.seizedOn, on)) return null;
  const days = [seizure.releasedOn, seizure.excludedOn].filter((day) => hasCome(day, on));
  return days.sort(Temporal.PlainDate.compare)[0] ?? null;
}

/** Whether CBP has released images by a day; once goods are let go or turned away unseized, nothing new is released. */
export function isReleased(
  releasedOn: Temporal.PlainDate | null,
  seizure: SeizureFacts,
  on: Temporal.PlainDate,
): boolean {
  if (!hasCome(releasedOn, on)) return false;
  const closedOn = closedUnseizedOn(seizure, on);
  return closedOn === null || Temporal.PlainDate.compare(releasedOn, closedOn) <= 0;
}
