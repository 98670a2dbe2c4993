import type { PublicationRules } from '../schema.generated.ts';
import { priorityTradeIssues, scoreWeights } from './parameters.ts';

/** What anyone may know of how publications are chosen: from the numbers that are applied, so that it cannot say others. */
export function publicationRules(on: Temporal.PlainDate): PublicationRules {
  const weights = scoreWeights(on);
  const list = priorityTradeIssues(on);
  const { repeat, eachEarlier, mostEarlier, yearsBack } = weights;
  return {
    version: weights.version,
    basis: weights.basis,
    priorityTradeIssues: list.issues,
    priorityTradeIssuesBasis: list.basis,
    priorityTradeIssuesFrom: Temporal.PlainDate.from(list.from),
    factors: [
      {
        factor: 'REPEAT_OFFENSE',
        points: repeat + eachEarlier,
        each: eachEarlier,
        most: mostEarlier,
        says: `It affects a priority trade issue, and so did earlier offenses of the same importer or exporter within ${yearsBack} years whose cases are at an end.`,
      },
      {
        factor: 'PRIORITY_TRADE_ISSUE',
        points: weights.priorityIssue,
        each: null,
        most: null,
        says: 'It affects a priority trade issue (19 USC 4322).',
      },
      {
        factor: 'HEALTH_AND_SAFETY',
        points: weights.healthAndSafety,
        each: null,
        most: null,
        says: 'Drugs, food or products that can hurt who has them.',
      },
    ],
    profiles: [
      {
        profile: 'COMPLETED_CASE',
        tells: [
          'period',
          'environment',
          'classes',
          'priorityTradeIssues',
          'port',
          'description',
          'quantity',
          'countryOfOrigin',
          'score',
          'scoreParts',
        ],
        authority: 'EO 13904 § 6(a); 19 CFR 103.32; 18 USC 1905',
      },
      {
        profile: 'FORFEITURE_NOTICE',
        tells: ['period', 'port', 'seizedOn', 'description', 'quantity', 'lawViolated', 'noticePublishedOn'],
        authority: '19 CFR 103.32; 88 FR 31268',
      },
    ],
  };
}
