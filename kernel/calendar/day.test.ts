import { describe, expect, test } from 'vitest';
import { isMalformed } from '../identifiers/malformed.ts';
import { dayOrNull, readDay, utcDayOf } from './day.ts';

describe('days as YYYY-MM-DD', () => {
  test.each(['2026-11-22', '2024-02-29', '0001-01-01'])('%s reads', (text) => {
    expect(String(readDay(text))).toBe(text);
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '20260101',
    '2026-1-1',
    '2026-01-01T00:00',
    '2026-01-01[u-ca=hebrew]',
    ' 2026-01-01',
    '',
  ])('%o is malformed', (text) => {
    expect(isMalformed(readDay(text))).toBe(true);
  });

  test.each([
    [2026, 2, 28, '2026-02-28'],
    [2026, 2, 29, null],
    [2026, 4, 31, null],
    [2026, 13, 1, null],
  ])('%i, %i, %i: %s', (year, month, date, expected) => {
    expect(dayOrNull(year, month, date)?.toString() ?? null).toBe(expected);
  });
});

describe('the day of an instant in UTC', () => {
  test.each([
    ['2026-11-02T00:00:00Z', '2026-11-02'],
    ['2026-11-02T23:59:59.999999999Z', '2026-11-02'],
    ['2026-11-03T00:00:00Z', '2026-11-03'],
    ['2026-11-02T20:00:00-05:00', '2026-11-03'],
    ['2026-11-02T12:00:00Z', '2026-11-02'],
    ['1969-12-31T23:59:59.999999999Z', '1969-12-31'],
    ['1970-01-01T00:00:00Z', '1970-01-01'],
  ])('%s: %s', (instant, day) => {
    expect(utcDayOf(Temporal.Instant.from(instant)).toString()).toBe(day);
  });

  test('instants of one day have one day', () => {
    const [morning, evening] = ['2026-11-02T08:00:00Z', '2026-11-02T20:00:00Z'].map(Temporal.Instant.from);
    expect(utcDayOf(morning as Temporal.Instant)).toBe(utcDayOf(evening as Temporal.Instant));
  });
});
