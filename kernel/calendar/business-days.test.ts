import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessDays,
  businessDayOnOrAfter,
  businessDaysBetween,
  isBusinessDay,
} from './business-days.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('domain §3.1, 19 CFR 101.1: business days', () => {
  test.each([
    ['2026-06-30', true],
    ['2026-07-03', false], // Independence Day observed
    ['2026-07-04', false], // a Saturday
    ['2026-07-05', false], // a Sunday
    ['2026-07-06', true],
    ['2021-12-31', false], // New Year's Day 2022 observed
    ['2022-01-03', true], // and not again on Monday
    ['2020-06-19', true], // Juneteenth before it was a holiday
    ['2021-06-18', false],
  ])('%s is a business day: %s', (on, expected) => {
    expect(isBusinessDay(day(on))).toBe(expected);
  });

  test.each([
    ['2026-06-30', 30, '2026-08-12'], // notice of seizure, 19 CFR 133.21(e)
    ['2026-11-02', 5, '2026-11-09'], // presentation, 19 USC 1499(c)(1)
    ['2026-11-10', 1, '2026-11-12'], // over Veterans Day
    ['2026-07-02', 1, '2026-07-06'], // over a holiday and a weekend
    ['2026-07-04', 1, '2026-07-06'], // from a Saturday
    ['2026-07-05', 7, '2026-07-14'], // from a Sunday
    ['2021-12-30', 1, '2022-01-03'], // over a New Year observed in the old year
    ['2026-07-04', 0, '2026-07-04'], // day 0 is itself
  ])('%s and %i business days: %s', (from, n, due) => {
    expect(addBusinessDays(day(from), n).toString()).toBe(due);
  });

  test.each([
    ['2026-07-03', '2026-07-06'],
    ['2026-07-06', '2026-07-06'],
  ])('%s rolls to %s', (from, to) => {
    expect(businessDayOnOrAfter(day(from)).toString()).toBe(to);
  });

  test.each([-1, 1.5, Number.NaN])('%d business days is refused', (n) => {
    expect(() => addBusinessDays(day('2026-06-30'), n)).toThrow(RangeError);
  });
});

const anyDay = fc.integer({ min: 0, max: 60 * 365 }).map((days) => day('1980-01-01').add({ days }));

describe('business days, by walking day by day', () => {
  test('the nth is found', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 300 }), (from, n) => {
        expect(addBusinessDays(from, n).toString()).toBe(walk(from, n).toString());
      }),
    );
  });

  test('counting undoes adding, in both directions', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 2000 }), (from, n) => {
        const due = addBusinessDays(from, n);
        expect(businessDaysBetween(from, due)).toBe(n);
        expect(businessDaysBetween(due, from)).toBe(n === 0 ? 0 : -n);
      }),
    );
  });

  test('one day further counts one where it is a business day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 900 }), (from, days) => {
        const to = from.add({ days });
        const next = to.add({ days: 1 });
        const step = isBusinessDay(next) ? 1 : 0;
        expect(businessDaysBetween(from, next) - businessDaysBetween(from, to)).toBe(step);
      }),
    );
  });
});

function walk(from: Temporal.PlainDate, n: number): Temporal.PlainDate {
  let reached = from;
  for (let found = 0; found < n; ) {
    reached = reached.add({ days: 1 });
    if (isBusinessDay(reached)) found += 1;
  }
  return reached;
}
