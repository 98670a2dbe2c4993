import type { ByClass, MetricNumbers } from '../parameters.ts';
import { byClass, CLASSES, type MetricInputs, type Part } from './inputs.ts';
import {
  add,
  decimal,
  greatest,
  isZero,
  least,
  ONE,
  over,
  type Rational,
  rational,
  subtract,
  times,
  ZERO,
} from './rational.ts';

export const FACTORS = [...CLASSES, 'effectiveness', 'cooperation', 'advanceData'] as const;
export type Factor = (typeof FACTORS)[number];

export interface FactorScore {
  readonly factor: Factor;
  /** Share in this score: the weight, made larger where another factor was dropped. */
  readonly weight: Rational;
  /** 0 to 100, higher is better. */
  readonly subScore: Rational;
}

export interface Score {
  /** 0 to 100, higher is better. */
  readonly score: Rational;
  /** 0 to 1, lower is better: what the effectiveness of the next quarter is measured against. */
  readonly violationIndex: Rational;
  readonly factors: readonly FactorScore[];
}

const HUNDRED = rational(100);
const FIFTY = rational(50);
const TEN_THOUSAND = rational(10_000);

/**
 * The compliance score at these rates (EO 13904 § 5(a)), exactly.
 *
 * @param previousIndex violation index of the quarter before; null where it was not measured.
 */
export function scoreAt(
  rates: ByClass<Rational>,
  inputs: MetricInputs,
  previousIndex: Rational | null,
  numbers: MetricNumbers,
): Score {
  const reached = byClass((each) => least(ONE, over(times(TEN_THOUSAND, rates[each]), numbers.caps[each])));
  const violationIndex = add(...CLASSES.map((each) => times(numbers.indexWeights[each], reached[each])));
  const subScores: Record<Factor, Rational | null> = {
    ...byClass((each) => times(HUNDRED, subtract(ONE, reached[each]))),
    effectiveness: effectiveness(violationIndex, previousIndex),
    cooperation: cooperation(inputs, numbers),
    advanceData: advanceData(inputs, numbers),
  };
  const held = FACTORS.flatMap((factor) => {
    const subScore = subScores[factor];
    return subScore === null ? [] : [{ factor, subScore, weight: numbers.weights[factor] }];
  });
  const whole = add(...held.map(({ weight }) => weight));
  const factors = held.map((each) => ({ ...each, weight: over(each.weight, whole) }));
  const score = add(...factors.map(({ weight, subScore }) => times(weight, subScore)));
  return { score, violationIndex, factors };
}

/**
 * How far the violation index fell: 50 where it stayed, 100 where it fell to nothing, 0 where
 * it doubled. Where there is nothing to compare with, 50, or 100 where there is no violation.
 */
function effectiveness(index: Rational, previous: Rational | null): Rational {
  if (previous === null || isZero(previous)) return isZero(index) ? HUNDRED : FIFTY;
  const change = over(subtract(previous, index), previous);
  return least(HUNDRED, greatest(ZERO, add(FIFTY, times(FIFTY, change))));
}

/** Null where CBP asked for nothing and no blocked sender wrote. */
function cooperation({ requests, returns, blocked }: MetricInputs, numbers: MetricNumbers): Rational | null {
  const weights = numbers.cooperation;
  return weighted([
    [weights.requests, share(requests)],
    [weights.returns, share(returns)],
    [weights.blocked, kept(blocked)],
  ]);
}

/** Null for a post whose country is exempt (19 CFR 145.74(e)) and where nothing required advance data. */
function advanceData(inputs: MetricInputs, numbers: MetricNumbers): Rational | null {
  const { required, compliant, quality } = inputs.advanceData;
  if (inputs.isExemptFromAdvanceData || required === 0) return null;
  const { slope, compliance, quality: qualityWeight } = numbers.advanceData;
  const missing = subtract(ONE, rational(compliant, required));
  return weighted([
    [compliance, greatest(ZERO, subtract(ONE, times(slope, missing)))],
    [qualityWeight, quality === null ? null : decimal(quality)],
  ]);
}

/** 0 to 100 from shares, those that are null left out and the weights of the others made whole. */
function weighted(terms: readonly (readonly [Rational, Rational | null])[]): Rational | null {
  const held = terms.flatMap(([weight, value]) => (value === null ? [] : [{ weight, value }]));
  if (held.length === 0) return null;
  const sum = add(...held.map(({ weight, value }) => times(weight, value)));
  return over(times(HUNDRED, sum), add(...held.map(({ weight }) => weight)));
}

function share({ part, whole }: Part): Rational | null {
  return whole === 0 ? null : rational(part, whole);
}

function kept({ part, whole }: Part): Rational | null {
  return whole === 0 ? null : greatest(ZERO, subtract(ONE, rational(part, whole)));
}
