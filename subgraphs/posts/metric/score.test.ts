import { describe, expect, test } from 'vitest';
import { appliesOn, type ByClass, metric } from '../parameters.ts';
import { determine, measure } from './determine.ts';
import type { MetricInputs } from './inputs.ts';
import { wilsonHalfWidth } from './interval.ts';
import { decimal, type Rational, rational, roundedDown, times, write } from './rational.ts';

const numbers = appliesOn(metric, Temporal.PlainDate.from('2026-07-01')).value;
const priors = numbers.firstPriors;
const against = { priors, previousIndex: decimal('0.60') };

/** The worked example: a post that is inspected where it is suspected. */
const inputs: MetricInputs = {
  items: 1_000_000,
  targeted: {
    items: 20_000,
    inspected: 10_000,
    seized: { narcotics: 100, intellectualProperty: 1_500, other: 300 },
  },
  random: { inspected: 4_500, seized: { narcotics: 2, intellectualProperty: 45, other: 9 } },
  isExemptFromAdvanceData: false,
  advanceData: { required: 950_000, compliant: 874_000, quality: '0.90' },
  requests: { part: 28, whole: 40 },
  returns: { part: 6, whole: 10 },
  blocked: { part: 30, whole: 200 },
};

const measured = (some: MetricInputs = inputs, than: Parameters<typeof measure>[1] = against) => {
  const result = measure(some, than, numbers);
  if (result === null) throw new Error('expected a score');
  return result;
};
const told = (value: Rational) => roundedDown(value, 3);

describe('EO 13904 § 5(a): the worked example', () => {
  test.each([
    ['narcotics', 6.116, 38.84, 9.71],
    ['intellectualProperty', 124.08, 37.96, 5.694],
    ['other', 25.6, 74.4, 7.44],
  ] as const)('%s: %d in 10,000, %d, %d points', (each, perTenThousand, subScore, points) => {
    const { rates, factors } = measured();
    const factor = factors.find(({ factor }) => factor === each);
    expect(told(times(rates[each], rational(10_000)))).toBe(perTenThousand);
    expect(factor && told(factor.subScore)).toBe(subScore);
    expect(factor && told(times(factor.weight, factor.subScore))).toBe(points);
  });

  test.each([
    ['effectiveness', 54.74, 10.948],
    ['cooperation', 70, 10.5],
    ['advanceData', 74.6, 11.19],
  ] as const)('%s: %d, %d points', (each, subScore, points) => {
    const factor = measured().factors.find(({ factor }) => factor === each);
    expect(factor && told(factor.subScore)).toBe(subScore);
    expect(factor && told(times(factor.weight, factor.subScore))).toBe(points);
  });

  test('55.482 exactly, index 0.54312 exactly, non-compliant against 60', () => {
    const { score, violationIndex } = measured();
    expect(write(score)).toBe(write(decimal('55.482')));
    expect(write(violationIndex)).toBe(write(decimal('0.54312')));
    expect(determine(inputs, measured(), decimal('60.000'))).toMatchObject({
      determination: 'NON_COMPLIANT',
      undeterminedBecause: null,
    });
  });

  test('seizures by inspections, uncorrected, would say eleven times as much of narcotics', () => {
    const naive = (100 + 2) / (10_000 + 4_500);
    expect(naive * 10_000).toBeCloseTo(70.345, 3);
    expect((naive * 10_000) / told(times(measured().rates.narcotics, rational(10_000)))).toBeGreaterThan(11);
  });
});

test('inspected twice as hard where it is targeted, a post looks worse by the naive figure and is what it was by ours', () => {
  const { targeted } = inputs;
  const harder = {
    ...inputs,
    targeted: {
      items: targeted.items,
      inspected: 20_000,
      seized: { narcotics: 200, intellectualProperty: 3_000, other: 600 },
    },
  };
  const naive = ({ targeted: one, random }: MetricInputs) =>
    ((one.seized.narcotics + random.seized.narcotics) / (one.inspected + random.inspected)) * 10_000;
  expect(naive(inputs)).toBeCloseTo(70.3, 1);
  expect(naive(harder)).toBeCloseTo(82.4, 1);
  expect(write(measured(harder).score)).toBe(write(measured().score));
});

describe('EO 13904 § 5(a): who "scores below" the threshold', () => {
  const thin = decimal('0.000000000000000000000001');
  const { score } = measured();
  test.each([
    ['equal to it', score, 'COMPLIANT'],
    ['above it by less than a double can tell', minus(score, thin), 'COMPLIANT'],
    ['below it by less than a double can tell', minus(score, negative(thin)), 'NON_COMPLIANT'],
  ] as const)('%s: %s', (_case, threshold, determination) => {
    expect(determine(inputs, measured(), threshold).determination).toBe(determination);
  });

  test.each([
    ['59.9996', 59.999],
    ['60', 60],
    ['60.0004', 60],
  ])('%s is told as %d, on the side of 60 on which it is', (exact, shown) => {
    expect(roundedDown(decimal(exact), 3)).toBe(shown);
  });
});

describe('nothing is determined', () => {
  const none = { ...inputs, items: 0, targeted: { ...inputs.targeted, items: 0 } };
  test.each([
    ['where no counts were furnished', null, decimal('60'), 'NOT_FURNISHED'],
    ['where there was no mail', none, decimal('60'), 'NO_ITEMS'],
    ['where no threshold was decided', inputs, null, 'NO_THRESHOLD'],
  ] as const)('%s', (_case, some, threshold, reason) => {
    const result = some === null ? null : measure(some, against, numbers);
    expect(determine(some, result, threshold)).toEqual({
      determination: 'UNDETERMINED',
      undeterminedBecause: reason,
      isMarginal: false,
    });
  });
});

describe('a decision is marginal', () => {
  test.each([
    ['60 lies within the uncertainty', '60', true],
    ['90 does not', '90', false],
    ['20 does not', '20', false],
  ])('%s', (_case, threshold, isMarginal) => {
    expect(determine(inputs, measured(), decimal(threshold)).isMarginal).toBe(isMarginal);
  });

  test('always where nothing was inspected at random: the post is scored on the prior', () => {
    const unseen = {
      ...inputs,
      random: { inspected: 0, seized: { narcotics: 0, intellectualProperty: 0, other: 0 } },
    };
    expect(determine(unseen, measured(unseen), decimal('99')).isMarginal).toBe(true);
  });

  test.each([
    [0, 10, 0.138_77],
    [0.5, 100, 0.096_16],
    [0.1, 1_000, 0.018_59],
  ])('Wilson, 95 %%: a rate of %d in %d trials is within %d', (rate, trials, halfWidth) => {
    expect(wilsonHalfWidth(rate, trials, 1.959_964)).toBeCloseTo(halfWidth, 4);
  });
});

describe('what cannot be measured is left out, and the others count for more', () => {
  const weights = (some: MetricInputs) =>
    Object.fromEntries(measured(some).factors.map(({ factor, weight }) => [factor, roundedDown(weight, 4)]));

  test('advance data of a country that is exempt (19 CFR 145.74(e))', () => {
    const exempt = weights({ ...inputs, isExemptFromAdvanceData: true });
    expect(exempt).not.toHaveProperty('advanceData');
    expect(exempt).toMatchObject({ narcotics: 0.2941, cooperation: 0.1764 });
  });

  test('cooperation where CBP asked for nothing', () => {
    const nothing = { part: 0, whole: 0 };
    const unasked = weights({ ...inputs, requests: nothing, returns: nothing, blocked: nothing });
    expect(unasked).not.toHaveProperty('cooperation');
    expect(Object.values(unasked).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 3);
  });

  test('returns where none were asked: requests and senders make up cooperation', () => {
    const without = { ...inputs, returns: { part: 0, whole: 0 } };
    const factor = measured(without).factors.find(({ factor }) => factor === 'cooperation');
    expect(factor && told(factor.subScore)).toBe(74.285);
  });
});

describe('effectiveness', () => {
  const clean = withoutSeizures(inputs);
  const none: ByClass<Rational> = {
    narcotics: rational(0),
    intellectualProperty: rational(0),
    other: rational(0),
  };
  test.each([
    ['no quarter before', inputs, priors, null, 50],
    ['no violation before, some now', inputs, priors, '0', 50],
    ['no violation before, none now', clean, none, '0', 100],
    ['no quarter before, no violation', clean, none, null, 100],
    ['trafficking gone', clean, none, '0.6', 100],
    ['trafficking as it was', inputs, priors, '0.54312', 50],
    ['trafficking doubled', inputs, priors, '0.27156', 0],
    ['trafficking trebled', inputs, priors, '0.18104', 0],
  ] as const)('%s', (_case, some, prior, previous, expected) => {
    const than = { priors: prior, previousIndex: previous === null ? null : decimal(previous) };
    const factor = measured(some, than).factors.find(({ factor }) => factor === 'effectiveness');
    expect(factor && told(factor.subScore)).toBe(expected);
  });
});

function withoutSeizures(some: MetricInputs): MetricInputs {
  const seized = { narcotics: 0, intellectualProperty: 0, other: 0 };
  return { ...some, targeted: { ...some.targeted, seized }, random: { ...some.random, seized } };
}

function minus(one: Rational, other: Rational): Rational {
  return rational(
    one.numerator * other.denominator - other.numerator * one.denominator,
    one.denominator * other.denominator,
  );
}

function negative({ numerator, denominator }: Rational): Rational {
  return rational(-numerator, denominator);
}
