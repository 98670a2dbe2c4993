import { describe, expect, test } from 'vitest';
import { lastDayInForce, renewalTiming, renewBy } from './certification-validity.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('CF-001, 19 CFR 103.31(d): two years from receipt', () => {
  test.each([
    ['2024-11-22', '2026-11-22'],
    ['2024-02-29', '2026-02-28'], // leap day
    ['2022-02-28', '2024-02-28'], // ends in a leap year
    ['2025-12-31', '2027-12-31'],
  ])('received %s: last in force %s', (receivedOn, last) => {
    expect(lastDayInForce(day(receivedOn)).toString()).toBe(last);
  });
});

describe('CF-002, 19 CFR 103.31(d): renewal at least 60 days before', () => {
  test.each([
    ['2024-11-22', '2026-09-23'],
    ['2024-02-29', '2025-12-30'], // of one clamped to 28 February
  ])('received %s: last timely renewal %s', (receivedOn, last) => {
    expect(renewBy(lastDayInForce(day(receivedOn))).toString()).toBe(last);
  });

  test.each([
    ['2025-01-01', '2026-11-22', 'TIMELY'], // early
    ['2026-09-23', '2026-11-22', 'TIMELY'], // the last day
    ['2026-09-24', '2026-11-22', 'LATE'],
    ['2026-11-22', '2026-11-22', 'LATE'], // while the earlier is in force
    ['2026-11-23', '2026-11-22', 'LATE'], // after a lapse
    ['2026-11-23', null, null], // nothing to renew
  ])('received %s, after one that ends %s: %s', (receivedOn, until, timing) => {
    expect(renewalTiming(day(receivedOn), until === null ? null : day(until))).toBe(timing);
  });
});
