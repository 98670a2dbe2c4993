import { caseClock, inBusinessDays, inDays } from './case-clock.ts';
import type { Clock } from './statutory-clocks.ts';

/** What is on record of an investigation of evasion (19 USC 1517). */
export interface EvasionDates {
  readonly receivedOn: Temporal.PlainDate;
  readonly initiatedOn: Temporal.PlainDate | null;
  /** Whether there is reasonable suspicion, and interim measures with it. */
  readonly interim: 'MEASURES' | 'NONE' | null;
  readonly interimOn: Temporal.PlainDate | null;
  readonly notifiedOn: Temporal.PlainDate | null;
  /** Extraordinarily complicated: 60 days more (19 USC 1517(c)(1)(B)). */
  readonly isExtended: boolean;
  readonly determination: 'AFFIRMATIVE' | 'NEGATIVE' | null;
  readonly determinedOn: Temporal.PlainDate | null;
  readonly determinationNoticeOn: Temporal.PlainDate | null;
  readonly reviewAskedOn: Temporal.PlainDate | null;
  readonly review: 'AFFIRMED' | 'REVERSED' | null;
  readonly reviewedOn: Temporal.PlainDate | null;
}

export type EvasionStage =
  | 'ALLEGED'
  | 'INVESTIGATED'
  | 'INTERIM_MEASURES'
  | 'AFFIRMATIVE'
  | 'NEGATIVE'
  | 'UNDER_REVIEW'
  | 'REVERSED';

/**
 * 19 USC 1517. A determination ends what was owed before it. Days to initiate and of review are
 * business days, those of the investigation calendar days from its initiation. A review is counted
 * from the request: the day on which CBP accepts it (19 CFR 165.41(i)) is in no feed.
 */
export function clocksOfEvasion(held: EvasionDates): readonly Clock[] {
  const { receivedOn, initiatedOn, interimOn, determinedOn, reviewAskedOn } = held;
  return [
    caseClock('EVASION_INITIATION', '19 USC 1517(b)(1); 19 CFR 165.15(a)', {
      from: receivedOn,
      due: inBusinessDays(15),
      endings: [initiatedOn, determinedOn],
    }),
    caseClock('EVASION_INTERIM_MEASURES', '19 USC 1517(e); 19 CFR 165.24(a)', {
      from: initiatedOn,
      due: inDays(90),
      endings: [interimOn, determinedOn],
    }),
    caseClock('EVASION_NOTICE', '19 CFR 165.15(d)(1)', {
      from: initiatedOn,
      due: (from) => noticeDueOn(from, held.interim === 'MEASURES' ? interimOn : null),
      endings: [held.notifiedOn, determinedOn],
    }),
    caseClock('EVASION_DETERMINATION', `19 USC 1517(c)(1)(${held.isExtended ? 'B' : 'A'})`, {
      from: initiatedOn,
      due: inDays(held.isExtended ? 360 : 300),
      endings: [determinedOn],
    }),
    caseClock('EVASION_DETERMINATION_NOTICE', '19 USC 1517(c)(4); 19 CFR 165.27(b)', {
      from: determinedOn,
      due: inBusinessDays(5),
      endings: [held.determinationNoticeOn],
    }),
    caseClock('EVASION_APPEAL', '19 USC 1517(f)(1); 19 CFR 165.41(d)', {
      from: determinedOn,
      due: inBusinessDays(30),
      endings: [reviewAskedOn],
    }),
    caseClock('EVASION_REVIEW', '19 USC 1517(f)(2); 19 CFR 165.45', {
      from: reviewAskedOn,
      due: inBusinessDays(60),
      endings: [held.reviewedOn],
    }),
  ];
}

/** The parties are told within 95 days, and within five business days where interim measures were taken, whichever is first. */
function noticeDueOn(
  initiatedOn: Temporal.PlainDate,
  measuresOn: Temporal.PlainDate | null,
): Temporal.PlainDate {
  const latest = inDays(95)(initiatedOn);
  const afterMeasures = measuresOn === null ? latest : inBusinessDays(5)(measuresOn);
  return Temporal.PlainDate.compare(afterMeasures, latest) < 0 ? afterMeasures : latest;
}

/** Where a case stands with what is on record. */
export function evasionStage(held: EvasionDates): EvasionStage {
  if (held.determination !== null) {
    if (held.review === 'REVERSED') return 'REVERSED';
    return held.reviewAskedOn !== null && held.review === null ? 'UNDER_REVIEW' : held.determination;
  }
  if (held.interim === 'MEASURES') return 'INTERIM_MEASURES';
  return held.initiatedOn === null ? 'ALLEGED' : 'INVESTIGATED';
}
