import { isImporterWarned } from './disclosure-warnings.ts';
import type { Provision } from './rights-holder-matrix.ts';
import { closedOn, type DetentionDates, isWindowClosed, type Phase } from './rights-holder-phase.ts';
import { hasCome, type SeizureDates } from './seizure-stage.ts';

export interface AbandonedFacts {
  readonly commissionerBeliefOn: Temporal.PlainDate | null;
  readonly abandonedGoodsTold: boolean;
}

/**
 * EO 13785 § 4(b)(ii), 84 FR 44790 (proposed). Whether the condition on abandoned goods is
 * met: the parameter is on, and CBP has recorded that it believes them to infringe.
 */
export function isAbandonedTold(seizure: AbandonedFacts, on: Temporal.PlainDate): boolean {
  return seizure.abandonedGoodsTold && hasCome(seizure.commissionerBeliefOn, on);
}

/** Whether what the law leaves to CBP may be released in this phase. */
export function isReleasable({ cell }: Provision, seizure: AbandonedFacts, on: Temporal.PlainDate): boolean {
  return cell === 'MAY' || (cell === 'COND' && isAbandonedTold(seizure, on));
}

type ImageFacts = SeizureDates &
  DetentionDates & {
    readonly imagesReleasedOn: Temporal.PlainDate | null;
    readonly imagesRequestedOn: Temporal.PlainDate | null;
  };

/**
 * 19 CFR 133.21(b)(3), (f). Whether unredacted images are due to the owner: released
 * after the importer's seven business days, of which a notice of detention with the
 * warnings told it, and which a release before they are over is not; or of goods seized
 * and asked for.
 */
export function areImagesDue(seizure: ImageFacts, phase: Phase, on: Temporal.PlainDate): boolean {
  const { imagesReleasedOn } = seizure;
  if (!hasCome(imagesReleasedOn, on)) return false;
  const isAfterWindow = isImporterWarned(seizure) && isWindowClosed(seizure, imagesReleasedOn);
  return isAfterWindow || isAskedFor(seizure, phase, on);
}

/** 19 CFR 133.21(f). */
function isAskedFor({ imagesRequestedOn }: ImageFacts, phase: Phase, on: Temporal.PlainDate): boolean {
  return (phase === 'SEIZED' || phase === 'FORFEITED') && hasCome(imagesRequestedOn, on);
}

/** 19 CFR 133.21(b)(4). Whether the owner was told by the day on which goods never seized were let go or turned away. */
export function wasToldBefore(
  seizure: SeizureDates & { readonly limitedReleasedOn: Temporal.PlainDate | null },
  { isToldFromDetention }: { readonly isToldFromDetention: boolean },
  on: Temporal.PlainDate,
): boolean {
  const closed = closedOn(seizure, on);
  if (closed === null) return false;
  return (
    hasCome(seizure.limitedReleasedOn, closed) || (isToldFromDetention && hasCome(seizure.detainedOn, closed))
  );
}
