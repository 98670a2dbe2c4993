import { describe, expect, test } from 'vitest';
import { daysBefore, dueInBusinessDays, dueInCalendarDays, isOverdue, yearsAfter } from './clocks.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('domain §3.1: clocks', () => {
  test.each([
    ['2026-06-30', 30, '2026-08-12'], // comprehensive information, 19 CFR 133.21(e)
    ['2026-11-02', 5, '2026-11-09'], // decision to release or detain, 19 USC 1499(c)(1)
  ])('%s and %i business days: due %s', (from, length, dueOn) => {
    const due = dueInBusinessDays(day(from), length);
    expect(due.dueOn.toString()).toBe(dueOn);
    expect(due).toMatchObject({ counts: 'BUSINESS_DAYS', length });
    expect(due.from.toString()).toBe(from);
  });

  test.each([
    ['2026-11-02', 30, '2026-12-02'], // deemed exclusion, 19 CFR 133.21(b)(1)
    ['2026-06-04', 30, '2026-07-04'], // a holiday on a Saturday: calendar clocks do not roll
  ])('%s and %i calendar days: due %s', (from, length, dueOn) => {
    const due = dueInCalendarDays(day(from), length);
    expect(due.dueOn.toString()).toBe(dueOn);
    expect(due.counts).toBe('CALENDAR_DAYS');
  });

  test.each([
    ['2026-12-01', false],
    ['2026-12-02', false], // the due day is in time
    ['2026-12-03', true],
  ])('due 2026-12-02, overdue on %s: %s', (today, overdue) => {
    expect(isOverdue(dueInCalendarDays(day('2026-11-02'), 30), day(today))).toBe(overdue);
  });
});

describe('domain §3.5, 19 CFR 103.31(d): years and renewals', () => {
  test.each([
    ['2024-02-29', 2, '2026-02-28'], // clamped
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-11-22', 2, '2026-11-22'],
  ])('%s and %i years: %s', (from, years, until) => {
    expect(yearsAfter(day(from), years).toString()).toBe(until);
  });

  test('received 2024-11-22: the last timely renewal is 60 days before expiry', () => {
    expect(daysBefore(yearsAfter(day('2024-11-22'), 2), 60).toString()).toBe('2026-09-23');
  });
});
