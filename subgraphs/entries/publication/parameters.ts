import type { PriorityTradeIssue, SeizureViolationClass } from '../schema.generated.ts';

/** The grounds of a seizure, as the feed has them. */
export type Ground =
  | 'IPR_TRADEMARK'
  | 'IPR_COPYRIGHT'
  | 'GRAY_MARKET'
  | 'DMCA'
  | 'NARCOTICS'
  | 'CONTRABAND'
  | 'UNDERVALUATION'
  | 'ORIGIN'
  | 'FOOD_SAFETY'
  | 'PRODUCT_SAFETY'
  | 'FORCED_LABOR'
  | 'OTHER';

/** EO 13904 § 6(a): which of the violations it lists a ground is. Unsafe goods and forced labor are `OTHER`, of particular concern. */
export const CLASS_OF_GROUND: Readonly<Record<Ground, SeizureViolationClass>> = {
  IPR_TRADEMARK: 'INTELLECTUAL_PROPERTY',
  IPR_COPYRIGHT: 'INTELLECTUAL_PROPERTY',
  GRAY_MARKET: 'INTELLECTUAL_PROPERTY',
  DMCA: 'INTELLECTUAL_PROPERTY',
  NARCOTICS: 'DRUGS_AND_CONTRABAND',
  CONTRABAND: 'DRUGS_AND_CONTRABAND',
  ORIGIN: 'COUNTRY_OF_ORIGIN',
  UNDERVALUATION: 'UNDERVALUATION',
  FORCED_LABOR: 'OTHER',
  FOOD_SAFETY: 'OTHER',
  PRODUCT_SAFETY: 'OTHER',
  OTHER: 'OTHER',
};

/** The priority trade issues from a day on, and which ground affects which: an issue that no ground affects is listed all the same. */
export interface PriorityTradeIssues {
  /** ISO day; the last day is the one before the next list's. */
  readonly from: string;
  readonly basis: string;
  readonly issues: readonly PriorityTradeIssue[];
  readonly affectedBy: Readonly<Partial<Record<Ground, PriorityTradeIssue>>>;
}

/**
 * 19 USC 4322(a), as enacted on 24 February 2016. The Commissioner may modify the list
 * under (b): add a list with its day and its notice. Which ground affects which issue is
 * our policy; narcotics and other contraband affect none.
 */
export const PRIORITY_TRADE_ISSUES: readonly [PriorityTradeIssues, ...PriorityTradeIssues[]] = [
  {
    from: '2016-02-24',
    basis: '19 USC 4322(a)',
    issues: [
      'AGRICULTURE',
      'ANTIDUMPING_AND_COUNTERVAILING_DUTIES',
      'IMPORT_SAFETY',
      'INTELLECTUAL_PROPERTY_RIGHTS',
      'REVENUE',
      'TEXTILES_AND_WEARING_APPAREL',
      'TRADE_AGREEMENTS_AND_PREFERENCE_PROGRAMS',
    ],
    affectedBy: {
      IPR_TRADEMARK: 'INTELLECTUAL_PROPERTY_RIGHTS',
      IPR_COPYRIGHT: 'INTELLECTUAL_PROPERTY_RIGHTS',
      GRAY_MARKET: 'INTELLECTUAL_PROPERTY_RIGHTS',
      DMCA: 'INTELLECTUAL_PROPERTY_RIGHTS',
      UNDERVALUATION: 'REVENUE',
      ORIGIN: 'TRADE_AGREEMENTS_AND_PREFERENCE_PROGRAMS',
      FOOD_SAFETY: 'IMPORT_SAFETY',
      PRODUCT_SAFETY: 'IMPORT_SAFETY',
    },
  },
];

/** The list in force on a day; before the first the first. */
export function priorityTradeIssues(
  on: Temporal.PlainDate | string,
  lists = PRIORITY_TRADE_ISSUES,
): PriorityTradeIssues {
  const day = on.toString();
  return lists.findLast(({ from }) => from <= day) ?? lists[0];
}

/** Points of a version of the score. All of it is our policy but that repetition in a priority issue comes first. */
export interface ScoreWeights {
  /** ISO day. */
  readonly from: string;
  readonly version: string;
  readonly basis: string;
  /** For an earlier offence, where the seizure itself affects a priority issue. */
  readonly repeat: number;
  /** For each earlier offence besides, the first too. */
  readonly eachEarlier: number;
  /** Earlier offences that count. */
  readonly mostEarlier: number;
  /** Years back in which an earlier offence counts, from the day of the seizure. */
  readonly yearsBack: number;
  readonly priorityIssue: number;
  readonly healthAndSafety: number;
}

export const SCORE_WEIGHTS: readonly [ScoreWeights, ...ScoreWeights[]] = [
  {
    from: '2020-01-31',
    version: '1',
    basis:
      'EO 13904 § 6(a) gives greatest consideration to repeat offenses affecting priority trade issues, and no number.',
    repeat: 100,
    eachEarlier: 10,
    mostEarlier: 10,
    yearsBack: 5,
    priorityIssue: 50,
    healthAndSafety: 20,
  },
];

export function scoreWeights(on: Temporal.PlainDate | string, versions = SCORE_WEIGHTS): ScoreWeights {
  const day = on.toString();
  return versions.findLast(({ from }) => from <= day) ?? versions[0];
}

/** Grounds of goods that can hurt who has them. */
export const HEALTH_AND_SAFETY: readonly Ground[] = ['NARCOTICS', 'FOOD_SAFETY', 'PRODUCT_SAFETY'];
