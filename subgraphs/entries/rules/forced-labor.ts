import { caseClock, inBusinessDays, inDays, inMonths } from './case-clock.ts';
import type { Clock } from './statutory-clocks.ts';

export const FORCED_LABOR_BASES = ['WITHHOLD_RELEASE_ORDER', 'FINDING', 'UFLPA', 'CAATSA'] as const;
export const FORCED_LABOR_OUTCOMES = ['RELEASED', 'EXCLUDED', 'SEIZED', 'EXPORTED', 'ABANDONED'] as const;

/** What is on record of goods detained as made by forced labor. */
export interface ForcedLaborDates {
  readonly basis: (typeof FORCED_LABOR_BASES)[number];
  readonly importedOn: Temporal.PlainDate;
  readonly presentedOn: Temporal.PlainDate;
  readonly detainedOn: Temporal.PlainDate;
  readonly noticeOn: Temporal.PlainDate | null;
  /** Day on which the importer gave what is to show that the goods are admissible. */
  readonly proofOn: Temporal.PlainDate | null;
  readonly outcome: (typeof FORCED_LABOR_OUTCOMES)[number] | null;
  readonly decidedOn: Temporal.PlainDate | null;
  readonly protestedOn: Temporal.PlainDate | null;
  readonly protest: 'ALLOWED' | 'DENIED' | null;
  readonly protestDecidedOn: Temporal.PlainDate | null;
}

/**
 * Under an order or a finding the importer has three months from importation for its proof, and the
 * goods wait that long (19 CFR 12.43, 12.44). Under the presumptions of Pub. L. 117-78 and 22 USC
 * 9241a there is no such time: the detention is one of 19 USC 1499(c), and ends as such; that the
 * importer answers within its thirty days is how CBP applies it.
 */
export function clocksOfForcedLabor(held: ForcedLaborDates): readonly Clock[] {
  const { decidedOn, outcome } = held;
  const isPresumed = held.basis === 'UFLPA' || held.basis === 'CAATSA';
  const excludedOn = outcome === 'EXCLUDED' ? decidedOn : null;
  return [
    caseClock('DETENTION_NOTICE', '19 USC 1499(c)(2)', {
      from: held.detainedOn,
      due: inBusinessDays(5),
      endings: [held.noticeOn, decidedOn],
    }),
    isPresumed
      ? caseClock('PROOF_OF_ADMISSIBILITY', '19 USC 1499(c)(5); Pub. L. 117-78 § 3(b)', {
          from: held.noticeOn,
          due: inDays(30),
          endings: [held.proofOn, decidedOn],
        })
      : caseClock('PROOF_OF_ADMISSIBILITY', '19 CFR 12.43', {
          from: held.importedOn,
          due: inMonths(3),
          endings: [held.proofOn, decidedOn],
        }),
    ...(isPresumed
      ? [
          caseClock('MAXIMUM_DETENTION', '19 USC 1499(c)(5)(A)', {
            from: held.presentedOn,
            due: inDays(30),
            endings: [decidedOn],
          }),
        ]
      : []),
    caseClock('EXPORT_OR_PROTEST', '19 CFR 12.44(a)', {
      from: excludedOn,
      due: inDays(60),
      endings: [held.protestedOn],
    }),
    caseClock('PROTEST_DECISION', '19 USC 1499(c)(5)(B)', {
      from: held.protestedOn,
      due: inDays(30),
      endings: [held.protestDecidedOn],
    }),
  ];
}
