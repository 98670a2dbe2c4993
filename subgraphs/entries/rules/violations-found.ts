import { type Parameter, valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { Found, FoundEvidence, Rule } from '@good-standing/kernel/rule/rule.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import {
  type Conduct,
  type EvasionFound,
  type ForcedLaborFound,
  type FoundViolation,
  standingOfViolation,
} from './conduct.ts';
import { type Counted, countedWithin } from './counted-within.ts';

const ILLICIT = ['FENTANYL', 'NITAZENE', 'NARCOTICS', 'ILLICIT_SUBSTANCE', 'CONTRABAND', 'PRECURSOR'];
const MISDESCRIBED = ['MISCLASSIFICATION', 'UNDERVALUATION', 'TRANSSHIPMENT', 'FALSE_ORIGIN'];
const AUDITED = ['FAILED_AUDIT', 'RECORDKEEPING'];

/** GS-003. Only CBP's own final finding fails standing; goods merely seized, and findings under appeal, are watched. */
export const illicitImports: Rule<Conduct> = {
  ...STANDING_RULES['GS-003'],
  finds: ({ violations, seizures }) => [
    ...ofKinds(violations, ILLICIT).map((violation) => openEnded(violation)),
    ...seizures.flatMap(({ id, grounds, seizedOn, releasedOn, isHeld }): readonly Found[] => {
      const isContraband = grounds.some((ground) => ground === 'NARCOTICS' || ground === 'CONTRABAND');
      // NOTE: of goods under a hold nobody but CBP may know; a status that they move would tell.
      if (!isContraband || seizedOn === null || isHeld) return [];
      const months = valueOn(STANDING_PARAMETERS.seizureWatchMonths, seizedOn);
      const end = releasedOn ?? seizedOn.add({ months });
      if (Temporal.PlainDate.compare(end, seizedOn) <= 0) return [];
      return [
        {
          about: id,
          effect: 'WATCH',
          from: seizedOn,
          until: end.subtract({ days: 1 }),
          evidence: [{ kind: 'SEIZURE', record: id, observedOn: seizedOn }],
        },
      ];
    }),
  ],
};

/** GS-013. What was evaded and is not paid falls under GS-004. */
export const evasion: Rule<Conduct> = {
  ...STANDING_RULES['GS-013'],
  finds: ({ violations, evasionCases }) => [
    ...violations.filter(isEvasion).flatMap((violation): readonly Found[] => {
      if (violation.status === 'INTERIM')
        return [{ ...openEnded(violation, violation.foundOn), effect: 'WATCH' }];
      if (standingOfViolation(violation) === 'NONE') return [];
      return [forMonths(openEnded(violation), STANDING_PARAMETERS.evasionMonths)];
    }),
    ...evasionCases.flatMap(ofInvestigation),
  ],
};

/**
 * Interim measures are watched from the day the importer was told of them: a status that moved before
 * would tell it (19 CFR 165.15(d)). While a review is pending a determination is watched (policy); one
 * that was reversed never was.
 */
function ofInvestigation(held: EvasionFound): readonly Found[] {
  const { id, notifiedOn, determinedOn } = held;
  if (notifiedOn === null) return [];
  const evidence = (observedOn: Temporal.PlainDate) => [{ kind: 'EVASION_CASE', record: id, observedOn }];
  const interim: readonly Found[] =
    held.interim === 'MEASURES' &&
    (determinedOn === null || Temporal.PlainDate.compare(notifiedOn, determinedOn) < 0)
      ? [
          {
            about: `${id} interim`,
            effect: 'WATCH',
            from: notifiedOn,
            until: determinedOn?.subtract({ days: 1 }) ?? null,
            evidence: evidence(notifiedOn),
          },
        ]
      : [];
  if (determinedOn === null || held.determination !== 'AFFIRMATIVE' || held.review === 'REVERSED')
    return interim;
  const isUnderReview = held.reviewAskedOn !== null && held.review === null;
  const determined: Found = {
    about: id,
    effect: isUnderReview ? 'WATCH' : 'FAIL_NOT_GOOD',
    from: determinedOn,
    until: null,
    evidence: evidence(determinedOn),
  };
  return [...interim, forMonths(determined, STANDING_PARAMETERS.evasionMonths)];
}

/** GS-014. */
export const forcedLabor: Rule<Conduct> = {
  ...STANDING_RULES['GS-014'],
  finds: ({ violations, forcedLabor: detentions }) =>
    repeated(
      [...counted(ofKinds(violations, ['FORCED_LABOR'])), ...detentions.flatMap(ofDetention)],
      STANDING_PARAMETERS.forcedLaborMonths,
    ),
};

/** Final once goods are excluded or seized, though it be watched and no more while a protest is pending; released or exported they find nothing. */
function ofDetention({
  id,
  detainedOn,
  outcome,
  decidedOn,
  protestedOn,
  protest,
}: ForcedLaborFound): readonly Counted[] {
  const isFound = outcome === 'EXCLUDED' || outcome === 'SEIZED' || outcome === 'ABANDONED';
  if (!isFound || decidedOn === null || protest === 'ALLOWED') return [];
  return [
    {
      finalOn: decidedOn,
      isGrave: protestedOn === null || protest === 'DENIED',
      evidence: { kind: 'FORCED_LABOR_DETENTION', record: id, observedOn: detainedOn },
    },
  ];
}

/** GS-015. */
export const misdescribedGoods: Rule<Conduct> = {
  ...STANDING_RULES['GS-015'],
  finds: ({ violations }) =>
    repeated(counted(ofKinds(violations, MISDESCRIBED)), STANDING_PARAMETERS.tradeFraudMonths),
};

/** GS-016. */
export const failedAudits: Rule<Conduct> = {
  ...STANDING_RULES['GS-016'],
  finds: ({ violations }) => [
    ...ofKinds(violations, AUDITED).map(
      (violation): Found => ({
        ...forMonths(openEnded(violation), STANDING_PARAMETERS.auditMonths),
        effect: 'WATCH',
      }),
    ),
    ...ofKinds(violations, ['AUDIT_NON_RESPONSE']).map((violation) => openEnded(violation)),
  ],
};

/** GS-018. */
export const falseCertifications: Rule<Conduct> = {
  ...STANDING_RULES['GS-018'],
  finds: ({ violations }) =>
    ofKinds(violations, ['FALSE_CERTIFICATION']).map((violation) => openEnded(violation)),
};

/** GS-021. Final violations that are to be referred; it has no effect on standing. */
export const referralsDue = {
  ...STANDING_RULES['GS-021'],
  of: ({ violations }: Pick<Conduct, 'violations'>): readonly FoundViolation[] =>
    violations.filter(
      (violation) => standingOfViolation(violation) === 'FINAL' && isKnowingOrGross(violation.culpability),
    ),
} as const;

export function isKnowingOrGross(culpability: string | null): boolean {
  return culpability === 'FRAUD' || culpability === 'KNOWING' || culpability === 'GROSS_NEGLIGENCE';
}

/** Found by CBP, under appeal or not. */
function ofKinds(violations: readonly FoundViolation[], kinds: readonly string[]): readonly FoundViolation[] {
  return violations.filter(
    (violation) => kinds.includes(violation.kind) && standingOfViolation(violation) !== 'NONE',
  );
}

function isEvasion({ kind, statute }: FoundViolation): boolean {
  return kind === 'EVASION' || statute === '19 USC 1517';
}

/** From the day it was final. A finding under appeal is watched (policy). */
function openEnded(violation: FoundViolation, from = violation.finalOn ?? violation.foundOn): Found {
  return {
    about: violation.id,
    effect: standingOfViolation(violation) === 'APPEALED' ? 'WATCH' : 'FAIL_NOT_GOOD',
    from,
    until: null,
    evidence: [evidenceOf(violation)],
  };
}

function forMonths(found: Found, months: Parameter): Found {
  return { ...found, until: found.from.add({ months: valueOn(months, found.from) }).subtract({ days: 1 }) };
}

/** One is watched, two within the months fail; those under appeal do not make a second. */
function repeated(found: readonly Counted[], months: Parameter): readonly Found[] {
  return countedWithin(valueOn(months, latestOf(found)), found, (within) =>
    within.filter(({ isGrave }) => isGrave).length >= 2 ? 'FAIL_NOT_GOOD' : 'WATCH',
  );
}

function counted(violations: readonly FoundViolation[]): readonly Counted[] {
  return violations.map((violation) => ({
    finalOn: violation.finalOn ?? violation.foundOn,
    isGrave: standingOfViolation(violation) === 'FINAL',
    evidence: evidenceOf(violation),
  }));
}

/** The day whose parameters a count is under: that of the latest thing counted. */
export function latestOf(counted: readonly Counted[]): string {
  return (
    counted
      .map(({ finalOn }) => finalOn.toString())
      .sort()
      .at(-1) ?? ''
  );
}

function evidenceOf({ id, conductOn, isHeld }: FoundViolation): FoundEvidence {
  return { kind: 'VIOLATION', record: id, observedOn: conductOn, ...(isHeld ? { isHeld } : {}) };
}
