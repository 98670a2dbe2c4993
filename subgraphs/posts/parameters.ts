import { decimal, type Rational } from './metric/rational.ts';

/** A number that the order leaves open, or sets: what we take, on what ground, and whether it is the law already. */
export interface Parameter<Value> {
  readonly version: string;
  readonly value: Value;
  readonly basis: string;
  /** `PROPOSED`: the order leaves it to the Secretary, and nothing final was published. */
  readonly status: 'PROPOSED' | 'IN_FORCE';
  /** First day on which it applies. A quarter is measured by what applies on its first day, whole. */
  readonly effectiveOn: string;
}

/** The versions of one parameter, the earliest first. */
export type Versions<Value> = readonly [Parameter<Value>, ...Parameter<Value>[]];

/** The version that applies on a day; before the first, the first. */
export function appliesOn<Value>(versions: Versions<Value>, day: Temporal.PlainDate): Parameter<Value> {
  const applying = versions.filter(
    ({ effectiveOn }) => Temporal.PlainDate.compare(Temporal.PlainDate.from(effectiveOn), day) <= 0,
  );
  return applying.at(-1) ?? versions[0];
}

export interface ByClass<Value> {
  readonly narcotics: Value;
  readonly intellectualProperty: Value;
  readonly other: Value;
}

/** The numbers of the International Mail Non-Compliance metric. */
export interface MetricNumbers {
  /** Share of each factor in the score; they add up to 1. */
  readonly weights: ByClass<Rational> & {
    readonly effectiveness: Rational;
    readonly cooperation: Rational;
    readonly advanceData: Rational;
  };
  /** Seized items in 10,000 at which the sub-score of the class is 0. */
  readonly caps: ByClass<Rational>;
  /** Share of each class in the violation index. */
  readonly indexWeights: ByClass<Rational>;
  /** Items that the prior rate counts for. */
  readonly priorItems: Rational;
  /** Quarters before, over all posts, whose random inspections give the prior rate. */
  readonly priorQuarters: number;
  /** Prior rates where those quarters have no random inspection. */
  readonly firstPriors: ByClass<Rational>;
  readonly cooperation: {
    readonly requests: Rational;
    readonly returns: Rational;
    readonly blocked: Rational;
  };
  readonly advanceData: {
    readonly compliance: Rational;
    readonly quality: Rational;
    /** Points of compliance lost for each point that advance data falls short. */
    readonly slope: Rational;
  };
  /** Standard deviations of the interval. */
  readonly confidence: number;
}

export const metric: Versions<MetricNumbers> = [
  {
    version: 'IMNC-1',
    value: {
      weights: {
        narcotics: decimal('0.25'),
        intellectualProperty: decimal('0.15'),
        other: decimal('0.10'),
        effectiveness: decimal('0.20'),
        cooperation: decimal('0.15'),
        advanceData: decimal('0.15'),
      },
      caps: { narcotics: decimal('10'), intellectualProperty: decimal('200'), other: decimal('100') },
      indexWeights: {
        narcotics: decimal('0.5'),
        intellectualProperty: decimal('0.3'),
        other: decimal('0.2'),
      },
      priorItems: decimal('500'),
      priorQuarters: 4,
      firstPriors: {
        narcotics: decimal('0.0002'),
        intellectualProperty: decimal('0.006'),
        other: decimal('0.002'),
      },
      cooperation: { requests: decimal('0.5'), returns: decimal('0.3'), blocked: decimal('0.2') },
      advanceData: { compliance: decimal('0.7'), quality: decimal('0.3'), slope: decimal('4') },
      confidence: 1.959964,
    },
    basis:
      'EO 13904 § 5(a) names the factors; their weights are for the Secretary. 19 CFR 145.74 for advance data.',
    status: 'PROPOSED',
    effectiveOn: '2020-01-31',
  },
];

/** Consecutive quarters of non-compliance from which each measure is open. */
export interface LadderNumbers {
  readonly PRIORITY_INSPECTION: number;
  readonly ADDITIONAL_INFORMATION: number;
  readonly PROTECTIVE_MEASURES: number;
}

export const ladderSteps: Versions<LadderNumbers> = [
  {
    version: 'STEPS-1',
    value: { PRIORITY_INSPECTION: 2, ADDITIONAL_INFORMATION: 6, PROTECTIVE_MEASURES: 8 },
    basis: 'EO 13904 § 5(b), (c), (d)',
    status: 'IN_FORCE',
    effectiveOn: '2020-01-31',
  },
];

/** What a quarter in which nothing was determined does to a run: ends it, or leaves it as long as it was. */
export type Undetermined = 'BREAKS' | 'HOLDS';

export interface RunNumbers {
  readonly undetermined: Undetermined;
  /** Quarters without non-compliance after which a post leaves the list by itself. */
  readonly removalQuarters: number;
  /** Quarters for which inspection stays a priority after a removal on probation. */
  readonly probationQuarters: number;
}

export const runs: Versions<RunNumbers> = [
  {
    version: 'RUN-1',
    value: { undetermined: 'BREAKS', removalQuarters: 1, probationQuarters: 1 },
    basis:
      'EO 13904 § 5(b)-(d): "consecutive", taken at its word; § 5(e) leaves removal from the list to guidance.',
    status: 'PROPOSED',
    effectiveOn: '2020-01-31',
  },
];

/** Business days within which additional information is promptly furnished. */
export const promptWithin: Versions<number> = [
  {
    version: 'PROMPT-1',
    value: 5,
    basis:
      'EO 13904 § 5(c): "promptly" is not defined; five business days as for detention (19 USC 1499(c)).',
    status: 'PROPOSED',
    effectiveOn: '2020-01-31',
  },
];
