import type { BrokerFindingKind, BrokerFindingOutcome, BrokerFindingState } from '../schema.generated.ts';

/** Calendar days that a broker has to respond in writing (19 CFR 111.92(a)). The officer may give more: then decides later. */
const DAYS_TO_RESPOND = 30;

/** 19 CFR 111.92(a). */
export function lastDayToRespond(openedOn: Temporal.PlainDate): Temporal.PlainDate {
  return openedOn.add({ days: DAYS_TO_RESPOND });
}

/** What a decision on a finding reads of it. */
export interface DecidedFinding {
  readonly kind: BrokerFindingKind;
  readonly state: BrokerFindingState;
  /** The last decision, also while it is appealed; null: nothing was decided. */
  readonly outcome: BrokerFindingOutcome | null;
  readonly respondBy: Temporal.PlainDate;
}

/** EO 14411 § 4(a) names three failures for which the maximum penalty is to be sought. */
const OF_THE_ORDER: readonly BrokerFindingKind[] = [
  'DUE_DILIGENCE',
  'IDENTITY_NOT_VERIFIED',
  'REPEATED_REPRESENTATION',
  'NOT_COOPERATING',
];

const NO_SANCTION: readonly BrokerFindingOutcome[] = ['NO_ACTION', 'OVERTURNED'];

/** 19 CFR 111.92(a), 111.93: while nothing is decided it may be answered, and once it is, a sanction may be petitioned against. */
export function mayBeAppealed({ state, outcome }: DecidedFinding): boolean {
  return state === 'OPEN' || (state === 'CLOSED' && outcome !== null && !NO_SANCTION.includes(outcome));
}

/** Why an outcome may not be decided, as CBP is told it; null: it may. */
export function refusedOutcome(
  finding: DecidedFinding,
  outcome: BrokerFindingOutcome,
  on: Temporal.PlainDate,
): string | null {
  const { kind, state, respondBy } = finding;
  if (state === 'CLOSED')
    return `expected a finding that is not closed, this one is, with ${finding.outcome}`;
  if (outcome === 'OVERTURNED') {
    const isPetition = state === 'APPEALED' && finding.outcome !== null;
    return isPetition ? null : 'expected a decision that was appealed against, there is none to overturn';
  }
  if (outcome === 'MAXIMUM_PENALTY' && !OF_THE_ORDER.includes(kind))
    return 'expected another: the maximum penalty is for the failures that EO 14411 § 4(a) names';
  const mayStillRespond = state === 'OPEN' && Temporal.PlainDate.compare(on, respondBy) <= 0;
  if (mayStillRespond && !NO_SANCTION.includes(outcome))
    return `expected no sanction before the broker has responded or ${respondBy} has passed (19 CFR 111.92(a))`;
  return null;
}
