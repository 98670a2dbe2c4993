import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMalformed } from '../identifiers/malformed.ts';
import {
  compareQuarters,
  nextQuarter,
  previousQuarter,
  quarterDays,
  quarterOf,
  readQuarter,
} from './quarter.ts';

const quarter = (text: string) => {
  const read = readQuarter(text);
  if (isMalformed(read)) throw new Error(read.expected);
  return read;
};

describe('calendar quarters', () => {
  test.each([
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q2', '2026-04-01', '2026-06-30'],
    ['2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
  ])('%s is %s to %s', (text, start, end) => {
    const days = quarterDays(quarter(text));
    expect([days.start.toString(), days.end.toString()]).toEqual([start, end]);
    expect(quarterOf(days.start)).toBe(text);
    expect(quarterOf(days.end)).toBe(text);
  });

  test.each([
    ['2026-Q4', '2027-Q1'],
    ['2026-Q1', '2026-Q2'],
  ])('after %s comes %s', (text, next) => {
    expect(nextQuarter(quarter(text))).toBe(next);
    expect(previousQuarter(quarter(next))).toBe(text);
  });

  test.each(['2026-Q0', '2026-Q5', '2026Q3', '26-Q3', '0000-Q1', '2026-Q3x', ''])(
    '%o is malformed',
    (text) => {
      expect(isMalformed(readQuarter(text))).toBe(true);
    },
  );

  test('any case, canonical out', () => {
    expect(readQuarter(' 2026-q3 ')).toBe('2026-Q3');
  });

  test('quarters follow without gap, and the text sorts as time does', () => {
    const any = fc
      .tuple(fc.integer({ min: 1, max: 9998 }), fc.integer({ min: 1, max: 4 }))
      .map(([year, number]) => quarter(`${String(year).padStart(4, '0')}-Q${number}`));
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(quarterDays(nextQuarter(one)).start.equals(quarterDays(one).end.add({ days: 1 }))).toBe(true);
        expect(Math.sign(compareQuarters(one, other))).toBe(one < other ? -1 : one > other ? 1 : 0);
        expect(compareQuarters(nextQuarter(one), one)).toBe(1);
      }),
    );
  });
});
