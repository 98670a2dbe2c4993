import { describe, expect, test } from 'vitest';
import { lastDayInForce } from './certification-validity.ts';

describe('CF-001, 19 CFR 103.31(d): two years from receipt', () => {
  test.each([
    ['2024-11-22', '2026-11-22'],
    ['2024-02-29', '2026-02-28'], // leap day
    ['2022-02-28', '2024-02-28'], // ends in a leap year
    ['2025-12-31', '2027-12-31'],
  ])('received %s: last in force %s', (receivedOn, last) => {
    expect(lastDayInForce(Temporal.PlainDate.from(receivedOn)).toString()).toBe(last);
  });
});
