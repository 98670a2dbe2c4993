import { describe, expect, test } from 'vitest';
import { endOfStep, saysNothingIsThere, untilEndOfStep } from './even-time.ts';

describe('A23: an answer that nothing is there leaves at the end of a step', () => {
  test.each([
    ['a record that is not there', '{"seizure":null}', ['seizure'], true],
    ['one of two, under an alias', '{"a":{"id":"x"},"b":null}', ['a', 'b'], true],
    ['a list of nothing', '{"importers":{"nodes":[],"pageInfo":{"hasNextPage":false}}}', ['importers'], true],
    ['a list of nothing in edges', '{"importers":{"edges":[]}}', ['importers'], true],
    [
      'a record that is there, with a cell withheld',
      '{"seizure":{"id":"x","stage":null}}',
      ['seizure'],
      false,
    ],
    ['a list of something', '{"importers":{"nodes":[{"id":"x"}]}}', ['importers'], false],
    ['no data at all', 'null', ['seizure'], false],
  ])('%s', (_what, dataJson, roots, expected) => {
    expect(saysNothingIsThere(dataJson, roots)).toBe(expected);
  });

  test.each([
    [100, 100.4, 105],
    [100, 104.999, 105],
    [100, 105, 105],
    [100, 105.001, 110],
    [100.25, 100.3, 105.25],
  ])('asked at %d and ready at %d: %d', (asked, ready, leaves) => {
    expect(endOfStep(asked, ready)).toBeCloseTo(leaves, 9);
  });

  test('it is not over before the step is', async () => {
    for (let nth = 0; nth < 20; nth += 1) {
      const asked = performance.now();
      await untilEndOfStep(asked);
      expect(performance.now()).toBeGreaterThanOrEqual(endOfStep(asked, asked + 0.001));
    }
  });
});
