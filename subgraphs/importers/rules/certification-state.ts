import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { lastDayWithoutReview, type Reviewed } from './certification-review.ts';
import { renewalTiming, renewBy } from './certification-validity.ts';

/** A certification as its state is told from: days only. */
export interface Certification extends Reviewed {
  /** CF-001. */
  readonly validUntil: Temporal.PlainDate;
  /** First day on which it is not in force for having been taken back or dropped from CBP's list; null: neither. */
  readonly withdrawnOn: Temporal.PlainDate | null;
  readonly withdrawnBy: Withdrawer | null;
  /** Null where no review is under way. */
  readonly underReviewSince: Temporal.PlainDate | null;
  /** Day of receipt of the next certification of the same importer; null: none. */
  readonly renewedOn: Temporal.PlainDate | null;
}

/** `LIST`: CBP's file no longer lists it, for whatever reason. */
export type Withdrawer = 'CBP' | 'CERTIFIER' | 'LIST';

export type CertificationState =
  | 'SUBMITTED'
  | 'ACTIVE'
  | 'UNDER_REVIEW'
  | 'RENEWAL_DUE'
  | 'RENEWED'
  | 'EXPIRED'
  | 'WITHDRAWN'
  | 'WITHDRAWN_BY_CBP';

type Day = Temporal.PlainDate;
const isOnOrBefore = (one: Day | null, other: Day) => one !== null && compareDays(one, other) <= 0;

/** The states in the order in which they are asked: a certification is in the first that holds on the day. */
const STATES: readonly (readonly [CertificationState, (certification: Certification, on: Day) => boolean])[] =
  [
    ['SUBMITTED', ({ receivedOn }, on) => !isOnOrBefore(receivedOn, on)],
    ['WITHDRAWN_BY_CBP', (each, on) => each.withdrawnBy === 'CBP' && isWithdrawn(each, on)],
    ['WITHDRAWN', (each, on) => each.withdrawnBy === 'CERTIFIER' && isWithdrawn(each, on)],
    ['UNDER_REVIEW', (each, on) => isOnOrBefore(each.underReviewSince, on) && isInForce(each, on)],
    ['RENEWED', (each, on) => isOnOrBefore(each.renewedOn, on) && isRenewedInTime(each)],
    ['WITHDRAWN_BY_CBP', (each, on) => isWithdrawn(each, on)],
    ['EXPIRED', (each, on) => !isInForce(each, on)],
    ['RENEWAL_DUE', ({ validUntil }, on) => isOnOrBefore(renewBy(validUntil), on)],
    ['ACTIVE', () => true],
  ];

/**
 * Domain § 3.5: the state of a certification on a day. What withholds is not the
 * state but being in force; a certification is that through its review and after
 * its renewal too, until its last day.
 */
export function certificationState(certification: Certification, on: Day): CertificationState {
  const found = STATES.find(([, holds]) => holds(certification, on));
  if (found === undefined) throw new Error('a certification is in one of its states');
  return found[0];
}

/** CF-001, CF-003, CF-004: whether it withholds on this day. */
export function isInForce(certification: Certification, on: Day): boolean {
  return (
    isOnOrBefore(certification.receivedOn, on) &&
    isOnOrBefore(on, lastDayOf(certification)) &&
    !isOnOrBefore(certification.withdrawnOn, on)
  );
}

/** A list drops what has expired: that is no withdrawal. */
function isWithdrawn(certification: Certification, on: Day): boolean {
  const { withdrawnOn } = certification;
  return isOnOrBefore(withdrawnOn, on) && isOnOrBefore(withdrawnOn, lastDayOf(certification));
}

function lastDayOf(certification: Certification): Day {
  const unreviewed = lastDayWithoutReview(certification);
  return unreviewed !== null && isOnOrBefore(unreviewed, certification.validUntil)
    ? unreviewed
    : certification.validUntil;
}

function isRenewedInTime({ renewedOn, validUntil }: Certification): boolean {
  return renewedOn !== null && renewalTiming(renewedOn, validUntil) === 'TIMELY';
}

/** What CBP may decide on a certification (EO 14411 § 6), and in which states; in any other there is nothing to decide. */
export const DECIDABLE = {
  REVIEW: ['SUBMITTED', 'ACTIVE', 'RENEWAL_DUE', 'RENEWED'],
  UPHOLD: ['SUBMITTED', 'ACTIVE', 'RENEWAL_DUE', 'RENEWED', 'UNDER_REVIEW'],
  WITHDRAW: ['SUBMITTED', 'ACTIVE', 'RENEWAL_DUE', 'RENEWED', 'UNDER_REVIEW'],
} as const satisfies Record<string, readonly CertificationState[]>;

export type ConfidentialityDecision = keyof typeof DECIDABLE;

export function mayBeDecided(
  certification: Certification,
  decision: ConfidentialityDecision,
  on: Day,
): boolean {
  const states: readonly CertificationState[] = DECIDABLE[decision];
  const isOver = isOnOrBefore(certification.receivedOn, on) && !isInForce(certification, on);
  return !isOver && states.includes(certificationState(certification, on));
}

/** Whether a decision would change nothing. */
export function alreadyStands(
  certification: Certification,
  decision: ConfidentialityDecision,
  on: Day,
): boolean {
  const state = certificationState(certification, on);
  switch (decision) {
    case 'REVIEW':
      return state === 'UNDER_REVIEW';
    case 'UPHOLD':
      return (
        isInForce(certification, on) && state !== 'UNDER_REVIEW' && isSameDay(certification.reviewedOn, on)
      );
    case 'WITHDRAW':
      return state === 'WITHDRAWN_BY_CBP' && certification.withdrawnBy === 'CBP';
  }
}

function isSameDay(one: Day | null, other: Day): boolean {
  return one !== null && compareDays(one, other) === 0;
}
