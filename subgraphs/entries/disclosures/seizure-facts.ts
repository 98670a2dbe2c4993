import { type Decision, disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { RightsFacts } from '../rules/rights-holder-matrix.ts';
import { type DetentionDates, type Phase, phaseOf } from '../rules/rights-holder-phase.ts';
import { type SeizureDates, seizureStage } from '../rules/seizure-stage.ts';

/**
 * What the rules read of a seizure that the viewer reaches at all. What is of rights
 * and releases is as the asking owner stands to them, and empty for everybody else.
 */
export interface SeizureFacts extends SeizureDates, DetentionDates, RightsFacts, Holds {
  readonly id: string;
  readonly seizureNoticeOn: Temporal.PlainDate | null;
  /** Days of CBP's releases that stand; null where it has released nothing. */
  readonly limitedReleasedOn: Temporal.PlainDate | null;
  readonly redactedReleasedOn: Temporal.PlainDate | null;
  readonly imagesReleasedOn: Temporal.PlainDate | null;
  /** Day on which the owner first asked for images (19 CFR 133.21(f)). */
  readonly imagesRequestedOn: Temporal.PlainDate | null;
  /** Day on which CBP recorded that it believes abandoned goods to infringe (EO 13785 § 4(b)(ii)). */
  readonly commissionerBeliefOn: Temporal.PlainDate | null;
  /** The parameter `abandonedGoodsTold` of today. */
  readonly abandonedGoodsTold: boolean;
}

export interface Holds {
  readonly lawEnforcementHold: boolean;
  readonly nationalSecurityHold: boolean;
}

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
  return standing(seizure, on).told;
}

/**
 * Why the owner of the right is not told, as far as it may know: a reason that rests on the stage says
 * the stage, and a day to wait for says the day of a notice. Where the agreement grants neither stage
 * nor events, only that it is not authorized.
 */
export function explained({ rules }: Viewer, decision: Decision): Decision {
  if (decision.outcome === 'DISCLOSE') return decision;
  const { reason, until } = decision;
  if (rules.has('SEIZURE_CLOCKS')) return decision;
  if (!rules.has('SEIZURE_STAGE')) return withhold('NOT_AUTHORIZED');
  return until !== null && IS_DAY.test(until) ? withhold(reason) : decision;
}

const IS_DAY = /^\d{4}-/;

/** {@link phaseOf} as the rules of several cells ask for it. */
export function phaseToday(seizure: SeizureFacts, on: Temporal.PlainDate): Phase {
  return standing(seizure, on).phase;
}

const STANDING = Symbol('standing');

/** Where a seizure stands on a day: worked out once for the many cells that ask. A copy carries what stands on it. */
interface Standing {
  readonly of: SeizureFacts;
  readonly on: Temporal.PlainDate;
  readonly phase: Phase;
  readonly told: Decision;
}

function standing(seizure: SeizureFacts & { [STANDING]?: Standing }, on: Temporal.PlainDate): Standing {
  const known = seizure[STANDING];
  if (known !== undefined && known.on === on && known.of === seizure) return known;
  const told = disclose('RECORDATION', seizureStage(seizure, on));
  const fresh: Standing = { of: seizure, on, phase: phaseOf(seizure, on), told };
  seizure[STANDING] = fresh;
  return fresh;
}
