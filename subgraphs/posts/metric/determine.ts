import type { ByClass, MetricNumbers } from '../parameters.ts';
import type { MetricInputs } from './inputs.ts';
import { type RateInterval, rateInterval } from './interval.ts';
import { trafficking } from './rates.ts';
import { compare, type Rational } from './rational.ts';
import { type Score, scoreAt } from './score.ts';

export type Determination = 'COMPLIANT' | 'NON_COMPLIANT' | 'UNDETERMINED';

/** Why nothing was determined: the post was not measured, had no mail, or no threshold was decided in time. */
export type Undetermined = 'NOT_FURNISHED' | 'NO_ITEMS' | 'NO_THRESHOLD';

export interface Measured extends Score {
  readonly rates: ByClass<Rational>;
  readonly interval: RateInterval;
  /** The score at the pessimistic and at the optimistic end of the rates. */
  readonly low: Rational;
  readonly high: Rational;
  /** A post no item of which was inspected at random is measured by the prior alone. */
  readonly isOnPriorAlone: boolean;
}

/** What the score of one quarter is measured against. */
export interface Against {
  /** Prior rate of each class. */
  readonly priors: ByClass<Rational>;
  /** Null where the quarter before was not measured. */
  readonly previousIndex: Rational | null;
}

/** Null where the post had no mail. */
export function measure(
  inputs: MetricInputs,
  { priors, previousIndex }: Against,
  numbers: MetricNumbers,
): Measured | null {
  if (inputs.items === 0) return null;
  const rates = trafficking(inputs, priors, numbers);
  const interval = rateInterval(rates, inputs, priors, numbers);
  const at = (some: ByClass<Rational>) => scoreAt(some, inputs, previousIndex, numbers);
  return {
    ...at(rates),
    rates,
    interval,
    low: at(interval.high).score,
    high: at(interval.low).score,
    isOnPriorAlone: inputs.random.inspected === 0,
  };
}

export interface Determined {
  readonly determination: Determination;
  readonly undeterminedBecause: Undetermined | null;
  /** Within its uncertainty the score could lie on the other side of the threshold. */
  readonly isMarginal: boolean;
}

/** EO 13904 § 5(a): deemed non-compliant is who "scores below" the threshold; a score equal to it is compliant. */
export function determine(
  inputs: MetricInputs | null,
  measured: Measured | null,
  threshold: Rational | null,
): Determined {
  if (inputs === null) return undetermined('NOT_FURNISHED');
  if (measured === null) return undetermined('NO_ITEMS');
  if (threshold === null) return undetermined('NO_THRESHOLD');
  const isBelow = (score: Rational) => compare(score, threshold) < 0;
  const decided = isBelow(measured.score);
  return {
    determination: decided ? 'NON_COMPLIANT' : 'COMPLIANT',
    undeterminedBecause: null,
    isMarginal:
      measured.isOnPriorAlone || isBelow(measured.low) !== decided || isBelow(measured.high) !== decided,
  };
}

function undetermined(undeterminedBecause: Undetermined): Determined {
  return { determination: 'UNDETERMINED', undeterminedBecause, isMarginal: false };
}
