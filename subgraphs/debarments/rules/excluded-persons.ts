import type { Rule } from '@good-standing/kernel/rule/rule.ts';
import type { ExclusionProceeding } from './proceeding.ts';
import { type ListedPeriods, statusOn } from './status.ts';

/** What the rules of excluded persons read of an exclusion. */
export interface HeldExclusion extends ListedPeriods {
  readonly byCbpAs: string | null;
  readonly tradeRelated: boolean;
  readonly proceeding: ExclusionProceeding;
}

/** GS-001. In force today: EO 13904 § 2(b), for the duration and no longer. */
export const excludedByCbp: Rule<readonly HeldExclusion[], HeldExclusion> = {
  id: 'GS-001',
  version: 1,
  says: 'A person CBP has suspended or debarred for import or trade reasons may hold no importer number while it lasts.',
  authority: ['EO 13904 § 2(b)'],
  legalStatus: 'IN_FORCE',
  effect: 'FAIL_INELIGIBLE',
  finds: (exclusions, asOf) =>
    exclusions.filter((exclusion) => isActive(exclusion, asOf) && barsFromImporting(exclusion)),
};

/** GS-002. A proposed debarment, and proceedings of which SAM does not say what they are, are watched and no more. */
export const excludedOtherwise: Rule<readonly HeldExclusion[], HeldExclusion> = {
  id: 'GS-002',
  version: 1,
  says: 'A person excluded by another agency, for other reasons, or only proposed for debarment is watched.',
  authority: ['EO 13904 § 1'],
  legalStatus: 'PROPOSED',
  effect: 'WATCH',
  finds: (exclusions, asOf) =>
    exclusions.filter((exclusion) => isActive(exclusion, asOf) && !barsFromImporting(exclusion)),
};

export const rulesOfExcludedPersons = [excludedByCbp, excludedOtherwise] as const;

function isActive(exclusion: HeldExclusion, asOf: Temporal.PlainDate): boolean {
  return statusOn(exclusion, asOf) === 'ACTIVE';
}

function barsFromImporting({ byCbpAs, tradeRelated, proceeding }: HeldExclusion): boolean {
  return byCbpAs !== null && tradeRelated && (proceeding === 'DEBARMENT' || proceeding === 'SUSPENSION');
}
