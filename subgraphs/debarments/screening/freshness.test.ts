import { describe, expect, test } from 'vitest';
import { exclusionsFreshness } from './freshness.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);

/** The list of 1 November, received the day after. */
const dated = {
  listedOn: day('2026-11-01'),
  isDated: true,
  receivedAt: at('2026-11-02T10:00:00Z'),
  rejectedRows: 5,
};
const undated = { ...dated, listedOn: day('2026-11-02'), isDated: false };

describe('how old the exclusions list is', () => {
  test.each([
    ['a dated list counts from the start of its day', dated, '2026-11-02', '2026-11-02T12:30:00Z', 36, false],
    ['an undated list from its receipt', undated, '2026-11-02', '2026-11-02T12:30:00Z', 2, false],
    ['its last hour', dated, '2026-11-04', '2026-11-04T00:59:59Z', 72, false],
    ['too old', dated, '2026-11-04', '2026-11-04T01:00:00Z', 73, true],
    [
      'a day gone by is asked of the list of that day',
      dated,
      '2026-11-02',
      '2026-11-20T00:00:00Z',
      48,
      false,
    ],
    ['received after the instant asked about', undated, '2026-11-02', '2026-11-02T09:00:00Z', 0, false],
  ] as const)('%s', (_case, list, asOf, now, hoursOld, stale) => {
    expect(exclusionsFreshness(list, day(asOf), at(now))).toMatchObject({
      hoursOld,
      stale,
      staleAfterHours: 72,
    });
  });

  test('no list is stale, and of no age', () => {
    expect(exclusionsFreshness(null, day('2026-11-02'), at('2026-11-02T00:00:00Z'))).toMatchObject({
      listAsOf: null,
      receivedAt: null,
      hoursOld: null,
      stale: true,
      rejectedRows: null,
    });
  });
});
