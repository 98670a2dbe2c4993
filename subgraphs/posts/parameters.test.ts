import { describe, expect, test } from 'vitest';
import { add, compare, ONE } from './metric/rational.ts';
import { appliesOn, ladderSteps, metric, promptWithin, runs, type Versions } from './parameters.ts';

const numbers: Versions<number> = [
  { version: 'A', value: 1, basis: 'first', status: 'PROPOSED', effectiveOn: '2020-01-31' },
  { version: 'B', value: 2, basis: 'then', status: 'IN_FORCE', effectiveOn: '2026-07-01' },
];

describe('the version of a parameter that applies', () => {
  test.each([
    ['2019-12-31', 'A'], // before the first
    ['2026-06-30', 'A'],
    ['2026-07-01', 'B'], // its first day
    ['2030-01-01', 'B'],
  ])('on %s: %s', (day, version) => {
    expect(appliesOn(numbers, Temporal.PlainDate.from(day)).version).toBe(version);
  });
});

test.each([
  ['metric', metric],
  ['ladder', ladderSteps],
  ['runs', runs],
  ['prompt', promptWithin],
] as const)('%s: versions stand in the order of their days, each with its ground', (_name, versions) => {
  const days = versions.map(({ effectiveOn }) => effectiveOn);
  expect(days).toEqual([...days].sort());
  expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length);
  for (const { basis } of versions) expect(basis).not.toBe('');
});

test.each(metric.map((each) => [each.version, each.value] as const))(
  '%s: every set of shares makes a whole',
  (_version, value) => {
    const { narcotics, intellectualProperty, other } = value.indexWeights;
    const { requests, returns, blocked } = value.cooperation;
    const { compliance, quality } = value.advanceData;
    const sets = [
      Object.values(value.weights),
      [narcotics, intellectualProperty, other],
      [requests, returns, blocked],
      [compliance, quality],
    ];
    expect(sets.map((shares) => compare(add(...shares), ONE))).toEqual([0, 0, 0, 0]);
  },
);

test('EO 13904 § 5(b)-(d): two, six and eight quarters are the law, not policy', () => {
  expect(ladderSteps.at(-1)).toMatchObject({
    value: { PRIORITY_INSPECTION: 2, ADDITIONAL_INFORMATION: 6, PROTECTIVE_MEASURES: 8 },
    status: 'IN_FORCE',
  });
});
