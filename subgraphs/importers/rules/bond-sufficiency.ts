import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { SECURITY_RULES } from '@good-standing/kernel/rule/statements/security.ts';

const TEN_THOUSAND = 1_000_000;
const HUNDRED_THOUSAND = 10_000_000;

const { bondRatePercent, leastContinuousBondCents, highRiskBondMultiplier } = STANDING_PARAMETERS;

/** BS-001, in whole cents: a share of the year's duties, taxes and fees, rounded up within its band. */
export const requiredBond = {
  ...SECURITY_RULES['BS-001'],
  cents: (dutiesCents: number, on: Temporal.PlainDate): number => {
    const share = Math.ceil((dutiesCents * valueOn(bondRatePercent, on)) / 100);
    const band = share <= HUNDRED_THOUSAND ? TEN_THOUSAND : HUNDRED_THOUSAND;
    return Math.max(valueOn(leastContinuousBondCents, on), roundedUp(share, band));
  },
} as const;

function roundedUp(cents: number, band: number): number {
  return Math.ceil(cents / band) * band;
}

/** BS-002. The duty at the rate of the case comes to the base: enhanced bonding has no formula of its own (policy). */
export const antidumpingBase = {
  ...SECURITY_RULES['BS-002'],
  cents: (dutiesCents: number, caseDutiesCents: number): number => dutiesCents + caseDutiesCents,
} as const;

/** BS-004. Off while the multiplier is 1. */
export const highRiskBond = {
  ...SECURITY_RULES['BS-004'],
  cents: (requiredCents: number, isHighRisk: boolean, on: Temporal.PlainDate): number => {
    const times = valueOn<number>(highRiskBondMultiplier, on);
    return isHighRisk && times > 1 ? roundedUp(requiredCents * times, TEN_THOUSAND) : requiredCents;
  },
} as const;

/** Duties, taxes and fees of one importer number. */
export interface BondUser {
  readonly importerId: string;
  /** Paid in the last twelve months; null: it has no twelve months behind it. */
  readonly paidCents: number | null;
  /** Expected by its own disclosure; null: not disclosed. */
  readonly anticipatedCents: number | null;
}

/** BS-005. New numbers come in with what they anticipate. Null: nothing is known of any. */
export const usersTogether = {
  ...SECURITY_RULES['BS-005'],
  base: (users: readonly BondUser[]): { readonly cents: number; readonly basis: BondBasis } | null => {
    const known = users.filter(
      ({ paidCents, anticipatedCents }) => paidCents !== null || anticipatedCents !== null,
    );
    if (known.length === 0) return null;
    const cents = known.reduce(
      (sum, { paidCents, anticipatedCents }) => sum + (paidCents ?? anticipatedCents ?? 0),
      0,
    );
    return { cents, basis: known.some(({ paidCents }) => paidCents === null) ? 'ANTICIPATED' : 'PAID' };
  },
} as const;

export type BondBasis = 'PAID' | 'ANTICIPATED';

export interface BondSufficiency {
  readonly requiredCents: number;
  readonly actualCents: number;
  /** Null: what is required is not known. */
  readonly isSufficient: boolean;
  readonly baseCents: number;
  readonly basis: BondBasis;
  readonly users: number;
}

/** BS-003 and the rules before it. Null: no duties are known, paid or anticipated. */
export function bondSufficiency(
  {
    users,
    actualCents,
    isHighRisk,
  }: { readonly users: readonly BondUser[]; readonly actualCents: number; readonly isHighRisk: boolean },
  on: Temporal.PlainDate,
): BondSufficiency | null {
  const base = usersTogether.base(users);
  if (base === null) return null;
  const requiredCents = highRiskBond.cents(requiredBond.cents(base.cents, on), isHighRisk, on);
  return {
    requiredCents,
    actualCents,
    isSufficient: actualCents >= requiredCents,
    baseCents: base.cents,
    basis: base.basis,
    users: users.length,
  };
}

/** BS-003. */
export const insufficientBond = {
  ...SECURITY_RULES['BS-003'],
  needsSingleBond: (sufficiency: Pick<BondSufficiency, 'isSufficient'> | null): boolean =>
    sufficiency !== null && !sufficiency.isSufficient,
} as const;
