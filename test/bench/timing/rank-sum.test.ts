import { describe, expect, test } from 'vitest';
import { rankSum } from './rank-sum.ts';

const upTo = (n: number, from = 0) => Array.from({ length: n }, (_, nth) => from + nth);

describe('the rank-sum of two samples', () => {
  test('the same sample twice: alike', () => {
    expect(rankSum(upTo(20), upTo(20))).toEqual({ isGreater: 0.5, p: expect.closeTo(1, 5) });
  });

  test('all equal: alike, and no division by nothing', () => {
    expect(rankSum([1, 1, 1], [1, 1])).toEqual({ isGreater: 0.5, p: expect.closeTo(1, 5) });
  });

  test('one wholly above the other', () => {
    const { isGreater, p } = rankSum(upTo(20), upTo(20, 100));
    expect(isGreater).toBe(1);
    expect(p).toBeLessThan(1e-6);
  });

  // Of 20 pairs the second is greater in 16; z = (16 - 10) / sqrt(20 * 10 / 12) = 1.4697.
  test('a sample worked out by hand', () => {
    const { isGreater, p } = rankSum(
      [0, 6, 7, 9],
      [1, 8, 10, 12, 14].map((value) => value + 0.5),
    );
    expect(isGreater).toBeCloseTo(0.8, 5);
    expect(p).toBeCloseTo(0.1416, 3);
  });
});
