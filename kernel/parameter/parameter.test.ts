import { describe, expect, test } from 'vitest';
import { type Parameter, valueOn } from './parameter.ts';
import { STANDING_PARAMETERS } from './standing-parameters.ts';

const graceDays: Parameter = {
  name: 'invented',
  unit: 'days',
  says: 'An invented number.',
  values: [
    { effectiveOn: '2026-06-03', value: 30, basis: 'invented', status: 'POLICY', legalStatus: 'PROPOSED' },
    { effectiveOn: '2027-01-01', value: 15, basis: 'invented', status: 'POLICY', legalStatus: 'PROPOSED' },
  ],
};

describe('a parameter has the value of the day', () => {
  test.each([
    ['2020-01-01', 30], // before the first: the first
    ['2026-06-03', 30],
    ['2026-12-31', 30], // the last day of the first
    ['2027-01-01', 15],
  ])('%s: %d', (day, value) => {
    expect(valueOn(graceDays, day)).toBe(value);
  });
});

describe.each(Object.values(STANDING_PARAMETERS))('$name', ({ name, values }: Parameter<number | null>) => {
  test('its values stand in the order of their days, each with a ground', () => {
    const days = values.map(({ effectiveOn }) => effectiveOn);
    expect(days).toEqual([...new Set(days)].sort());
    expect(values.filter(({ basis }) => basis === '')).toEqual([]);
    expect(name).toMatch(/^[a-z][A-Za-z0-9]+$/);
  });
});
