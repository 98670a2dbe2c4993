import type { Found, Rule } from '@good-standing/kernel/rule/rule.ts';
import type { RuleEffect } from '@good-standing/kernel/rule/statement.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import { activeSpans } from './listed-spans.ts';
import type { ExclusionProceeding } from './proceeding.ts';
import type { ListedPeriods } from './status.ts';

/** An exclusion as linked with an importer: what the rules of excluded persons read. */
export interface HeldExclusion extends ListedPeriods {
  readonly exclusionId: string;
  readonly byCbpAs: string | null;
  readonly tradeRelated: boolean;
  readonly proceeding: ExclusionProceeding;
  /** CONFIRMED: the importer is the person excluded; PROPOSED: it may be, and CBP has yet to look. */
  readonly link: 'CONFIRMED' | 'PROPOSED' | 'REJECTED' | 'WITHDRAWN';
}

/** GS-001. In force today: EO 13904 § 2(b), for the duration and no longer. */
export const excludedByCbp: Rule<HeldExclusion> = {
  ...STANDING_RULES['GS-001'],
  finds: (exclusion) =>
    exclusion.link === 'CONFIRMED' && barsFromImporting(exclusion)
      ? whileActive(exclusion, 'FAIL_INELIGIBLE')
      : [],
};

/** GS-002. A proposed debarment, and proceedings of which SAM does not say what they are, are watched and no more. */
export const excludedOtherwise: Rule<HeldExclusion> = {
  ...STANDING_RULES['GS-002'],
  finds: (exclusion) =>
    exclusion.link === 'CONFIRMED' && !barsFromImporting(exclusion) ? whileActive(exclusion, 'WATCH') : [],
};

/** GS-006. Never more than watched: only CBP makes the excluded person and the importer one. */
export const perhapsReestablished: Rule<HeldExclusion> = {
  ...STANDING_RULES['GS-006'],
  finds: (exclusion) =>
    exclusion.link === 'PROPOSED' && barsFromImporting(exclusion) ? whileActive(exclusion, 'WATCH') : [],
};

export const rulesOfExcludedPersons = [excludedByCbp, excludedOtherwise, perhapsReestablished] as const;

function whileActive(exclusion: HeldExclusion, effect: Exclude<RuleEffect, 'PASS'>): readonly Found[] {
  return activeSpans(exclusion).map(({ from, until }, nth) => ({
    about: nth === 0 ? exclusion.exclusionId : `${exclusion.exclusionId} ${nth}`,
    effect,
    from,
    until,
    evidence: [{ kind: 'EXCLUSION', record: exclusion.exclusionId, observedOn: from }],
  }));
}

function barsFromImporting({ byCbpAs, tradeRelated, proceeding }: HeldExclusion): boolean {
  return byCbpAs !== null && tradeRelated && (proceeding === 'DEBARMENT' || proceeding === 'SUSPENSION');
}
