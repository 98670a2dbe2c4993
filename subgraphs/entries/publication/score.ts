import type { PriorityTradeIssue, PublicationScorePart } from '../schema.generated.ts';
import {
  type Ground,
  HEALTH_AND_SAFETY,
  type PriorityTradeIssues,
  priorityTradeIssues,
  type ScoreWeights,
  scoreWeights,
} from './parameters.ts';

/** What the score of a seizure is made of. */
export interface ScoreFacts {
  readonly grounds: readonly string[];
  /** Offences of the same importer or exporter before it, as `earlier-offences.ts` counts them. */
  readonly earlierOffenses: number;
}

export interface Score {
  readonly version: string;
  readonly points: number;
  readonly parts: readonly PublicationScorePart[];
}

/** Of the grounds, the priority issues that they affect, in the order of the list. */
export function affectedIssues(
  grounds: readonly string[],
  { issues, affectedBy }: PriorityTradeIssues,
): readonly PriorityTradeIssue[] {
  const affected = new Set(grounds.map((ground) => affectedBy[ground as Ground]));
  return issues.filter((issue) => affected.has(issue));
}

/**
 * EO 13904 § 6(a): how much consideration a seizure is given. Any repeat offence
 * affecting a priority trade issue stands before all others.
 *
 * @param on day of the seizure: list and weights are those of that day.
 */
export function publicationScore(
  { grounds, earlierOffenses }: ScoreFacts,
  on: Temporal.PlainDate | string,
): Score {
  const weights = scoreWeights(on);
  const issues = affectedIssues(grounds, priorityTradeIssues(on));
  const parts: PublicationScorePart[] = [];
  if (issues.length > 0) {
    const counted = Math.min(earlierOffenses, weights.mostEarlier);
    if (counted > 0) parts.push(repeated(counted, weights));
    parts.push({
      factor: 'PRIORITY_TRADE_ISSUE',
      points: weights.priorityIssue,
      says: 'Affects a priority trade issue (19 USC 4322).',
    });
  }
  if (HEALTH_AND_SAFETY.some((ground) => grounds.includes(ground))) {
    parts.push({
      factor: 'HEALTH_AND_SAFETY',
      points: weights.healthAndSafety,
      says: 'Drugs, food or products that can hurt who has them.',
    });
  }
  return {
    version: weights.version,
    points: parts.reduce((sum, { points }) => sum + points, 0),
    parts,
  };
}

function repeated(counted: number, weights: ScoreWeights): PublicationScorePart {
  const { repeat, eachEarlier, mostEarlier, yearsBack } = weights;
  const many = counted === mostEarlier ? `${counted} or more` : String(counted);
  const offences = counted === 1 ? 'offense' : 'offenses';
  return {
    factor: 'REPEAT_OFFENSE',
    points: repeat + eachEarlier * counted,
    says: `Repeat offense: ${many} earlier ${offences} affecting a priority trade issue within ${yearsBack} years, by the same importer or exporter.`,
  };
}

/**
 * The same points as SQL, for ordering what may be published.
 *
 * @param grounds SQL of a `text[]`. @param earlier SQL of a count. @param on day whose list and weights apply.
 */
export function scoreSql(grounds: string, earlier: string, on: Temporal.PlainDate | string): string {
  const { repeat, eachEarlier, mostEarlier, priorityIssue, healthAndSafety } = scoreWeights(on);
  return `(
    case when ${grounds} && ${prioritySql(on)} then
      ${priorityIssue} + case when ${earlier} > 0 then ${repeat} + ${eachEarlier} * least(${earlier}, ${mostEarlier}) else 0 end
    else 0 end
    + case when ${grounds} && ${textArray(HEALTH_AND_SAFETY)} then ${healthAndSafety} else 0 end)`;
}

/** Grounds that affect a priority issue, as SQL. */
export function prioritySql(on: Temporal.PlainDate | string): string {
  return textArray(Object.keys(priorityTradeIssues(on).affectedBy));
}

function textArray(words: readonly string[]): string {
  return `array[${words.map((word) => `'${word}'`).join(', ')}]::text[]`;
}
