import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMalformed } from '../identifiers/malformed.ts';
import { julianDay, readJulianDay } from './julian-day.ts';

describe('YYDDD of SAM file names', () => {
  test.each([
    ['20049', '2020-02-18'],
    ['20366', '2020-12-31'], // leap year
    ['26001', '2026-01-01'],
    ['26365', '2026-12-31'],
  ])('%s is %s', (text, expected) => {
    expect(String(readJulianDay(text))).toBe(expected);
  });

  test.each(['26366', '26000', '2649', '260490', 'abcde', ''])('%o is malformed', (text) => {
    expect(isMalformed(readJulianDay(text))).toBe(true);
  });

  test('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_524 }), (days) => {
        const day = Temporal.PlainDate.from('2000-01-01').add({ days });
        expect(String(readJulianDay(julianDay(day)))).toBe(day.toString());
      }),
    );
  });
});
