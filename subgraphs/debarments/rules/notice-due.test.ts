import { describe, expect, test } from 'vitest';
import { noticeDueBy } from './notice-due.ts';

describe('RN-001, EO 13904 § 3(a): 60 calendar days after SAM publication', () => {
  test.each([
    ['2026-01-31', 'DHS-CBP', '2026-04-01'],
    ['2026-11-02', 'DHS-CBP', '2027-01-01'],
    ['2026-11-02', null, null],
  ])('published %s, by CBP as %s: due %s', (publishedOn, byCbpAs, due) => {
    const read = noticeDueBy({ byCbpAs, publishedOn: Temporal.PlainDate.from(publishedOn) });
    expect(read?.toString() ?? null).toBe(due);
  });
});
