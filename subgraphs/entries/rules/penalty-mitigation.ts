import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { PENALTY_RULES } from '@good-standing/kernel/rule/statements/penalties.ts';

/** What the floors of mitigation read of a case. */
export interface Mitigation {
  readonly assessedCents: number;
  readonly isRepeatOffender: boolean;
  /** Exceptional circumstances that materially affect national security, as approved; null: none. */
  readonly nationalSecurityException: { readonly approvedBy: string; readonly reason: string } | null;
  readonly isLiquidatedDamages: boolean;
}

/** PN-001. Odd cents are rounded up: a floor is not undercut by rounding. */
export const mitigationFloor = {
  ...PENALTY_RULES['PN-001'],
  leastCents: ({ assessedCents, nationalSecurityException }: Mitigation, on: Temporal.PlainDate): number =>
    nationalSecurityException === null
      ? Math.ceil((assessedCents * valueOn(STANDING_PARAMETERS.mitigationFloorPercent, on)) / 100)
      : 0,
} as const;

/** PN-002. Comes before PN-001; that the exception for national security does not reach it is policy, the order being silent. */
export const noMitigationForRepeatOffenders = {
  ...PENALTY_RULES['PN-002'],
  leastCents: ({ assessedCents, isRepeatOffender }: Mitigation): number =>
    isRepeatOffender ? assessedCents : 0,
} as const;

/** PN-003. */
export const liquidatedDamagesFloor = {
  ...PENALTY_RULES['PN-003'],
  leastCents: ({ assessedCents, isLiquidatedDamages }: Mitigation, on: Temporal.PlainDate): number => {
    const floor = valueOn<number | null>(STANDING_PARAMETERS.liquidatedDamagesFloorCents, on);
    return floor === null || !isLiquidatedDamages ? 0 : Math.min(floor, assessedCents);
  },
} as const;

/** The least that mitigation may leave, in whole cents. */
export function leastMitigatedCents(mitigation: Mitigation, on: Temporal.PlainDate): number {
  return Math.max(
    mitigationFloor.leastCents(mitigation, on),
    noMitigationForRepeatOffenders.leastCents(mitigation),
    liquidatedDamagesFloor.leastCents(mitigation, on),
  );
}

/** What the maxima of 19 USC 1592(c) read of a violation, in whole cents. */
export interface Culpable {
  readonly culpability: 'FRAUD' | 'GROSS_NEGLIGENCE' | 'NEGLIGENCE';
  readonly domesticValueCents: number;
  /** Lawful duties, taxes and fees of which the United States is or may be deprived. */
  readonly lostDutiesCents: number;
  readonly dutiableValueCents: number;
  /** Disclosed before a formal investigation began (19 USC 1592(c)(4)): what this reduces is no mitigation (policy). */
  readonly isPriorDisclosure: boolean;
}

/** PN-004. Of a prior disclosure the interest on lost duties is not in the figure. */
export const statutoryMaximum = {
  ...PENALTY_RULES['PN-004'],
  mostCents: (culpable: Culpable): number => {
    const { culpability, domesticValueCents, lostDutiesCents, dutiableValueCents, isPriorDisclosure } =
      culpable;
    if (isPriorDisclosure) {
      if (culpability !== 'FRAUD') return 0;
      return lostDutiesCents > 0 ? lostDutiesCents : tenth(dutiableValueCents);
    }
    switch (culpability) {
      case 'FRAUD':
        return domesticValueCents;
      case 'GROSS_NEGLIGENCE':
        return lostDutiesCents > 0
          ? Math.min(domesticValueCents, 4 * lostDutiesCents)
          : 4 * tenth(dutiableValueCents);
      case 'NEGLIGENCE':
        return lostDutiesCents > 0
          ? Math.min(domesticValueCents, 2 * lostDutiesCents)
          : 2 * tenth(dutiableValueCents);
    }
  },
} as const;

const tenth = (cents: number) => Math.floor(cents / 10);

/** A final violation, the importer's own or one attributed to it from an affiliate. */
export interface EarlierViolation {
  readonly id: string;
  readonly kind: string;
  readonly finalOn: Temporal.PlainDate;
}

/** PN-005. The look-back ends with the day before the violation at hand was final. */
export const repeatOffender = {
  ...PENALTY_RULES['PN-005'],
  isOne: (violation: EarlierViolation, others: readonly EarlierViolation[]): boolean => {
    const months = valueOn(STANDING_PARAMETERS.repeatOffenderMonths, violation.finalOn);
    const since = violation.finalOn.subtract({ months });
    return others.some(
      ({ id, kind, finalOn }) =>
        id !== violation.id &&
        kind === violation.kind &&
        Temporal.PlainDate.compare(finalOn, since) >= 0 &&
        Temporal.PlainDate.compare(finalOn, violation.finalOn) < 0,
    );
  },
} as const;
