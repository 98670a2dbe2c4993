import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import { earlierEnd, laterDay } from './days.ts';
import type { Affiliate, KnownFinding } from './inputs.ts';

/** A finding of an affiliate as it counts against the importer, under GS-005. */
export interface Attributed {
  readonly effect: 'FAIL_NOT_GOOD' | 'WATCH';
  readonly from: string;
  readonly until: string | null;
  readonly via: string;
  /** The affiliate's own finding. */
  readonly cause: KnownFinding;
}

/** Rules whose failures count against affiliates, and which of them is a state that lasts and not an act that was done. */
const ATTRIBUTED: Readonly<Record<string, 'STATE' | 'ACT'>> = {
  'GS-001': 'STATE',
  'GS-003': 'ACT',
  'GS-004': 'STATE',
  'GS-012': 'ACT',
  'GS-013': 'ACT',
  'GS-018': 'ACT',
};

/**
 * GS-005. A state counts on the days on which it and the affiliation both last; an act
 * only where it was done while affiliated, and then while the affiliation lasts
 * (policy). Never as ineligibility, and never further than to affiliates: what is
 * attributed to one is not attributed on, so that a circle of affiliations ends.
 */
export const affiliatesConduct = {
  ...STANDING_RULES['GS-005'],
  finds: (affiliates: readonly Affiliate[]): readonly Attributed[] =>
    affiliates.flatMap((affiliate) =>
      affiliate.findings.flatMap((finding) => attributed(affiliate, finding)),
    ),
} as const;

function attributed(affiliate: Affiliate, cause: KnownFinding): readonly Attributed[] {
  const nature = ATTRIBUTED[cause.rule];
  const fails = cause.effect === 'FAIL_INELIGIBLE' || cause.effect === 'FAIL_NOT_GOOD';
  if (nature === undefined || !fails) return [];
  if (nature === 'ACT' && !cause.evidence.some(({ observedOn }) => holdsOn(affiliate, observedOn))) return [];
  const from = affiliate.from === null ? cause.validFrom : laterDay(affiliate.from, cause.validFrom);
  const until = earlierEnd(affiliate.until, cause.validUntil);
  if (until !== null && until < from) return [];
  const effect = affiliate.strength === 'SAME' ? 'FAIL_NOT_GOOD' : 'WATCH';
  return [{ effect, from, until, via: affiliate.id, cause }];
}

function holdsOn({ from, until }: Affiliate, on: string): boolean {
  return (from === null || from <= on) && (until === null || on <= until);
}
