import { describe, expect, test } from 'vitest';
import { type Parameter, valueOn } from './parameter.ts';
import { STANDING_PARAMETERS } from './standing-parameters.ts';
import { supposing } from './supposing.ts';

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

describe('a parameter that is supposed to have another value', () => {
  test('has it on every day, for as long as the work takes', () => {
    expect(
      supposing({ invented: 7 }, () => [valueOn(graceDays, '2020-01-01'), valueOn(graceDays, '2027-01-01')]),
    ).toEqual([7, 7]);
    expect(valueOn(graceDays, '2027-01-01')).toBe(15);
  });

  test('within another supposition the inner one holds, and nothing of it is left where the work fails', () => {
    const inner = supposing({ invented: 7 }, () => {
      expect(() =>
        supposing({ invented: 8 }, () => {
          throw new Error('failed');
        }),
      ).toThrow('failed');
      return valueOn(graceDays, '2026-06-03');
    });
    expect([inner, valueOn(graceDays, '2026-06-03')]).toEqual([7, 30]);
  });

  test('others keep theirs', () => {
    expect(supposing({ other: 7 }, () => valueOn(graceDays, '2026-06-03'))).toBe(30);
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
