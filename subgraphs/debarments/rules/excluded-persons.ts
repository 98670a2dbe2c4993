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
  /**
   * CONFIRMED: the importer is the person excluded; PROPOSED: it may be, and CBP has yet to look.
   * REESTABLISHED: CBP confirmed that it is that person under another name or address.
   */
  readonly link: 'CONFIRMED' | 'PROPOSED' | 'REJECTED' | 'WITHDRAWN' | 'REESTABLISHED';
  /** Leads and notices that CBP confirmed, days of the decisions as ISO texts; of no other links. */
  readonly confirmedBy?:
    | readonly { readonly kind: string; readonly record: string; readonly observedOn: string }[]
    | null;
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

/** GS-006. Only CBP makes the excluded person and the importer one: until then never more than watched. */
export const perhapsReestablished: Rule<HeldExclusion> = {
  ...STANDING_RULES['GS-006'],
  finds: (exclusion) => {
    const bars = barsFromImporting(exclusion);
    if (exclusion.link === 'REESTABLISHED')
      return reestablished(exclusion, bars ? 'FAIL_INELIGIBLE' : 'WATCH');
    return exclusion.link === 'PROPOSED' && bars ? whileActive(exclusion, 'WATCH') : [];
  },
};

/** Told apart from what a proposed link of the two says, and resting on what CBP confirmed as well. */
function reestablished(exclusion: HeldExclusion, effect: Exclude<RuleEffect, 'PASS'>): readonly Found[] {
  const confirmed = (exclusion.confirmedBy ?? []).map(({ kind, record, observedOn }) => ({
    kind,
    record,
    observedOn: Temporal.PlainDate.from(observedOn),
  }));
  return whileActive(exclusion, effect).map((found) => ({
    ...found,
    about: `reestablished ${found.about}`,
    evidence: [...confirmed, ...found.evidence],
  }));
}

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
