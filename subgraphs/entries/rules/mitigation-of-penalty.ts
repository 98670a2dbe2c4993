import type { RuleStatement } from '@good-standing/kernel/rule/statement.ts';
import { PENALTY_RULES } from '@good-standing/kernel/rule/statements/penalties.ts';
import { type Appealed, finalityOf } from './finality.ts';
import {
  type EarlierViolation,
  liquidatedDamagesFloor,
  mitigationFloor,
  noMitigationForRepeatOffenders,
  repeatOffender,
  statutoryMaximum,
} from './penalty-mitigation.ts';

/** What is on record of a case that the rules of penalties read. Whole cents. */
export interface AssessedCase {
  readonly statute: string;
  readonly assessedCents: number;
  readonly mitigatedCents: number | null;
  readonly assessedOn: Temporal.PlainDate;
  readonly lossOfRevenueCents: number | null;
  readonly domesticValueCents: number | null;
  readonly dutiableValueCents: number | null;
  readonly isPriorDisclosure: boolean;
  readonly exceptionApprovedBy: string | null;
  readonly exceptionReason: string | null;
  readonly isLiquidatedDamages: boolean;
  /** The finding that it punishes; null where none is named. */
  readonly violationId: string | null;
}

/** A finding against the importer of a case. */
export interface FoundAgainst extends Appealed {
  readonly id: string;
  readonly kind: string;
  readonly culpability: string | null;
  readonly foundOn: Temporal.PlainDate;
}

export interface PenaltyRuleApplied {
  readonly rule: RuleStatement;
  /** Least or most that it sets; null where it sets none. */
  readonly cents: number | null;
}

export interface MitigationFound {
  /** Null where the statute sets none, or what it is reckoned from is not on record. */
  readonly statutoryMaximumCents: number | null;
  /** Least that mitigation may leave. */
  readonly leastCents: number;
  readonly isBelowLeast: boolean;
  readonly isRepeatOffender: boolean;
  readonly rules: readonly PenaltyRuleApplied[];
}

/**
 * PN-001 to PN-005 on one case. The maximum of 19 USC 1592(c) comes first: a floor is of what may be
 * assessed at all. Floors bind cases assessed from their day of effect on; the order does not say
 * which day counts (policy). Liquidated damages are no penalty: their floor is PN-003. An earlier violation counts by the day on which it was final, against
 * the day on which the one at hand was final, or found while it is not.
 *
 * @param violations all that was found against the importer, the one at hand among them.
 */
export function mitigationOf(held: AssessedCase, violations: readonly FoundAgainst[]): MitigationFound {
  const on = held.assessedOn;
  const violation = violations.find(({ id }) => id === held.violationId) ?? null;
  const statutoryMaximumCents = maximumOf(held, violation);
  const assessedCents = Math.min(held.assessedCents, statutoryMaximumCents ?? held.assessedCents);
  const isRepeatOffender = violation !== null && isRepeat(violation, violations.flatMap(final));
  const mitigation = {
    assessedCents,
    isRepeatOffender,
    nationalSecurityException:
      held.exceptionApprovedBy === null
        ? null
        : { approvedBy: held.exceptionApprovedBy, reason: held.exceptionReason ?? '' },
    isLiquidatedDamages: held.isLiquidatedDamages,
  };
  const floors: readonly PenaltyRuleApplied[] = [
    ...(held.isLiquidatedDamages
      ? [{ rule: PENALTY_RULES['PN-003'], cents: liquidatedDamagesFloor.leastCents(mitigation, on) }]
      : [{ rule: PENALTY_RULES['PN-001'], cents: mitigationFloor.leastCents(mitigation, on) }]),
    ...(isRepeatOffender
      ? [
          { rule: PENALTY_RULES['PN-002'], cents: noMitigationForRepeatOffenders.leastCents(mitigation) },
          { rule: PENALTY_RULES['PN-005'], cents: null },
        ]
      : []),
  ].filter(({ rule }) => isInEffect(rule, on));
  const leastCents = Math.max(0, ...floors.map(({ cents }) => cents ?? 0));
  return {
    statutoryMaximumCents,
    leastCents,
    isBelowLeast: held.mitigatedCents !== null && held.mitigatedCents < leastCents,
    isRepeatOffender,
    rules: [
      ...(statutoryMaximumCents === null
        ? []
        : [{ rule: PENALTY_RULES['PN-004'], cents: statutoryMaximumCents }]),
      ...floors,
    ],
  };
}

function isInEffect({ effectiveOn }: RuleStatement, on: Temporal.PlainDate): boolean {
  return effectiveOn <= on.toString();
}

function isRepeat(violation: FoundAgainst, others: readonly EarlierViolation[]): boolean {
  return repeatOffender.isOne({ ...violation, finalOn: violation.finalOn ?? violation.foundOn }, others);
}

function final({ id, kind, finalOn, ...violation }: FoundAgainst): readonly EarlierViolation[] {
  const stands = finalityOf({ ...violation, finalOn }) === 'FINAL';
  return finalOn !== null && stands ? [{ id, kind, finalOn }] : [];
}

/** 19 USC 1592(c) alone sets one; a loss of revenue that is not determined counts as none. */
function maximumOf(held: AssessedCase, violation: FoundAgainst | null): number | null {
  const culpability = violation?.culpability ?? null;
  const { domesticValueCents, dutiableValueCents, lossOfRevenueCents } = held;
  if (held.statute !== '19 USC 1592' || domesticValueCents === null) return null;
  if (culpability !== 'FRAUD' && culpability !== 'GROSS_NEGLIGENCE' && culpability !== 'NEGLIGENCE')
    return null;
  const lostDutiesCents = lossOfRevenueCents ?? 0;
  if (lostDutiesCents === 0 && dutiableValueCents === null) return null;
  return statutoryMaximum.mostCents({
    culpability,
    domesticValueCents,
    lostDutiesCents,
    dutiableValueCents: dutiableValueCents ?? 0,
    isPriorDisclosure: held.isPriorDisclosure,
  });
}
