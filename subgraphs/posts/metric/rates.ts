import type { ByClass, MetricNumbers } from '../parameters.ts';
import { byClass, type MetricInputs, type SeizureClass } from './inputs.ts';
import { add, ONE, over, type Rational, rational, subtract, times } from './rational.ts';

/**
 * Rate of trafficking of each class in the whole mail of the post (EO 13904 § 5(a)): each
 * stratum counts by its share of the mail, not by how much of it was inspected, so that
 * looking harder at a post does not make it worse. The random stratum is drawn towards the
 * prior rate as if `priorItems` more had been inspected; where no targeted item was
 * inspected, both strata are taken at that rate.
 *
 * @param inputs of a post with items.
 */
export function trafficking(
  inputs: MetricInputs,
  priors: ByClass<Rational>,
  numbers: MetricNumbers,
): ByClass<Rational> {
  const targetedShare = rational(inputs.targeted.items, inputs.items);
  const restShare = subtract(ONE, targetedShare);
  return byClass((each) =>
    add(
      times(targetedShare, targetedRate(inputs, each, priors, numbers)),
      times(restShare, shrunkRate(inputs, each, priors, numbers)),
    ),
  );
}

/** Of the random stratum, drawn towards the prior. */
export function shrunkRate(
  { random }: MetricInputs,
  each: SeizureClass,
  priors: ByClass<Rational>,
  { priorItems }: MetricNumbers,
): Rational {
  return over(
    add(rational(random.seized[each]), times(priorItems, priors[each])),
    add(rational(random.inspected), priorItems),
  );
}

export function targetedRate(
  inputs: MetricInputs,
  each: SeizureClass,
  priors: ByClass<Rational>,
  numbers: MetricNumbers,
): Rational {
  const { inspected, seized } = inputs.targeted;
  return inspected === 0 ? shrunkRate(inputs, each, priors, numbers) : rational(seized[each], inspected);
}
