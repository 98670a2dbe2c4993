import type { ByClass, MetricNumbers } from '../parameters.ts';
import { byClass, type MetricInputs } from './inputs.ts';
import { shrunkRate, targetedRate } from './rates.ts';
import { add, approximately, greatest, type Rational, roundedDown, subtract, ZERO } from './rational.ts';

/** Rates at either end of the uncertainty: the score is highest at `low`. */
export interface RateInterval {
  readonly low: ByClass<Rational>;
  readonly high: ByClass<Rational>;
  /** Half-width of each rate. */
  readonly halfWidth: ByClass<number>;
}

/**
 * One Wilson half-width either way of each rate. The half-widths of the strata, each by its
 * share of the mail, are added as independent errors are: by their squares. Floating point, to
 * twelve places: it flags a decision for review and decides nothing.
 */
export function rateInterval(
  rates: ByClass<Rational>,
  inputs: MetricInputs,
  priors: ByClass<Rational>,
  numbers: MetricNumbers,
): RateInterval {
  const targetedShare = inputs.targeted.items / inputs.items;
  const pseudo = inputs.random.inspected + roundedDown(numbers.priorItems, 0);
  const halfWidth = byClass((each) => {
    const random = wilsonHalfWidth(
      number(shrunkRate(inputs, each, priors, numbers)),
      pseudo,
      numbers.confidence,
    );
    const targeted = wilsonHalfWidth(
      number(targetedRate(inputs, each, priors, numbers)),
      inputs.targeted.inspected === 0 ? pseudo : inputs.targeted.inspected,
      numbers.confidence,
    );
    return Math.hypot(targetedShare * targeted, (1 - targetedShare) * random);
  });
  return {
    low: byClass((each) => greatest(ZERO, subtract(rates[each], approximately(halfWidth[each])))),
    high: byClass((each) => add(rates[each], approximately(halfWidth[each]))),
    halfWidth,
  };
}

/** @param rate of successes among `trials`. */
export function wilsonHalfWidth(rate: number, trials: number, z: number): number {
  const square = z * z;
  const spread = Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials * trials));
  return (z * spread) / (1 + square / trials);
}

function number(value: Rational): number {
  return roundedDown(value, 15);
}
