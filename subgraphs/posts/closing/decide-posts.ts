import { hash } from 'node:crypto';
import { type Determined, determine, type Measured, measure } from '../metric/determine.ts';
import { CLASSES, type MetricInputs } from '../metric/inputs.ts';
import { decimal, type Rational, rational, roundedDown, times, write } from '../metric/rational.ts';
import type { Factor } from '../metric/score.ts';
import type { ByClass, MetricNumbers } from '../parameters.ts';
import { type PostFact, type QuarterFacts, writtenPriors } from './quarter-facts.ts';

/** What a closing decides of one post, as it is kept. */
export interface PostDecision extends Determined {
  readonly postId: string;
  readonly score: string | null;
  readonly scoreTold: number | null;
  readonly scoreLow: number | null;
  readonly scoreHigh: number | null;
  readonly violationIndex: string | null;
  readonly previousIndex: string | null;
  readonly factors: readonly FactorTold[];
  readonly inputs: MetricInputs | null;
  readonly runId: number | null;
  readonly line: number | null;
}

/** One factor as it is told: rounded down to three places; of a class of seizures its rate in 10,000 items too. */
export interface FactorTold {
  readonly factor: Factor;
  readonly weight: number;
  readonly subScore: number;
  readonly contribution: number;
  readonly ratePer10000: number | null;
  readonly halfWidthPer10000: number | null;
  readonly priorPer10000: number | null;
}

const PLACES = 3;
const TEN_THOUSAND = rational(10_000);

/** Each post of the quarter, in the order of the facts; no post's decision reads another's. */
export function decidePosts(facts: QuarterFacts): readonly PostDecision[] {
  const { threshold, priors, metric } = facts;
  const against = threshold === null ? null : decimal(threshold.threshold);
  return facts.posts.map((post) => decidePost(post, priors, metric.value, against));
}

function decidePost(
  { postId, inputs, previousIndex, runId, line }: PostFact,
  priors: ByClass<Rational>,
  numbers: MetricNumbers,
  threshold: Rational | null,
): PostDecision {
  const measured = inputs === null ? null : measure(inputs, { priors, previousIndex }, numbers);
  return {
    ...determine(inputs, measured, threshold),
    postId,
    score: measured && write(measured.score),
    scoreTold: measured && roundedDown(measured.score, PLACES),
    scoreLow: measured && roundedDown(measured.low, PLACES),
    scoreHigh: measured && roundedDown(measured.high, PLACES),
    violationIndex: measured && write(measured.violationIndex),
    previousIndex: previousIndex && write(previousIndex),
    factors: measured === null ? [] : factorsTold(measured, priors),
    inputs,
    runId,
    line,
  };
}

function factorsTold(measured: Measured, priors: ByClass<Rational>): readonly FactorTold[] {
  return measured.factors.map(({ factor, weight, subScore }) => {
    const seized = CLASSES.find((each) => each === factor);
    const perTenThousand = (rate: Rational) => roundedDown(times(rate, TEN_THOUSAND), PLACES);
    return {
      factor,
      weight: roundedDown(weight, 6),
      subScore: roundedDown(subScore, PLACES),
      contribution: roundedDown(times(weight, subScore), PLACES),
      ratePer10000: seized === undefined ? null : perTenThousand(measured.rates[seized]),
      halfWidthPer10000:
        seized === undefined ? null : Number((measured.interval.halfWidth[seized] * 10_000).toFixed(PLACES)),
      priorPer10000: seized === undefined ? null : perTenThousand(priors[seized]),
    };
  });
}

/** Of all that the quarter is decided on, posts in the order of their ids: the same facts are the same digest. */
export function factsDigest({ quarter, metric, threshold, priors, posts }: QuarterFacts): string {
  const written = [
    quarter,
    metric.version,
    threshold?.threshold ?? null,
    writtenPriors(priors),
    posts.map(({ postId, inputs, previousIndex }) => [
      postId,
      inputs,
      previousIndex === null ? null : write(previousIndex),
    ]),
  ];
  return hash('sha256', JSON.stringify(written), 'hex');
}
