import { describe, expect, test } from 'vitest';
import { federalHolidays } from './federal-holidays.ts';

describe('5 USC 6103, 19 CFR 101.6(a): federal holidays as observed', () => {
  test('2026, all eleven', () => {
    expect(federalHolidays(2026).map((holiday) => `${holiday.observedOn} ${holiday.name}`)).toEqual([
      "2026-01-01 New Year's Day",
      '2026-01-19 Birthday of Martin Luther King, Jr.',
      "2026-02-16 Washington's Birthday",
      '2026-05-25 Memorial Day',
      '2026-06-19 Juneteenth National Independence Day',
      '2026-07-03 Independence Day',
      '2026-09-07 Labor Day',
      '2026-10-12 Columbus Day',
      '2026-11-11 Veterans Day',
      '2026-11-26 Thanksgiving Day',
      '2026-12-25 Christmas Day',
    ]);
  });

  test.each([
    [2022, "New Year's Day", '2021-12-31'], // a Saturday, observed in the year before
    [2023, "New Year's Day", '2023-01-02'], // a Sunday
    [2021, 'Juneteenth National Independence Day', '2021-06-18'], // its first, a Saturday
    [2021, 'Independence Day', '2021-07-05'],
    [2021, 'Christmas Day', '2021-12-24'],
    [2022, 'Christmas Day', '2022-12-26'],
    [2023, 'Veterans Day', '2023-11-10'],
    [2024, 'Memorial Day', '2024-05-27'],
    [2025, 'Thanksgiving Day', '2025-11-27'], // the fourth Thursday of five
    [2027, 'Independence Day', '2027-07-05'],
  ])('%i, %s: %s', (year, name, observedOn) => {
    const holiday = federalHolidays(year).find((candidate) => candidate.name === name);
    expect(holiday?.observedOn.toString()).toBe(observedOn);
  });

  test.each([
    [1985, 9], // before Martin Luther King, Jr.
    [1986, 10],
    [2020, 10], // before Juneteenth
    [2021, 11],
  ])('%i has %i holidays', (year, count) => {
    expect(federalHolidays(year)).toHaveLength(count);
  });

  test('Inauguration Day is not one', () => {
    expect(federalHolidays(2025).map((holiday) => holiday.name)).not.toContain('Inauguration Day');
    expect(federalHolidays(2029).some((holiday) => holiday.observedOn.toString() === '2029-01-22')).toBe(
      false,
    );
  });

  test('none is observed on a weekend, none twice on a day, all in order', () => {
    for (let year = 1978; year <= 2100; year += 1) {
      const observed = federalHolidays(year).map((holiday) => holiday.observedOn);
      expect(observed.every((day) => day.dayOfWeek <= 5)).toBe(true);
      const days = observed.map(String);
      expect(days).toEqual([...new Set(days)].sort());
    }
  });

  test.each([1977, 2026.5, Number.NaN])('%d is refused', (year) => {
    expect(() => federalHolidays(year)).toThrow(RangeError);
  });
});
