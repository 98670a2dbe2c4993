import { describe, expect, test } from 'vitest';
import { nextVetting, vettingEveryDays } from './vetting-due.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('EO 14411 § 2(f): when a person is next to be vetted (policy)', () => {
  test.each([
    ['T0', 180],
    ['T1', 1_095],
    ['T2', 730],
    ['T3', 180],
    ['T4', 90],
    ['TX', 90],
    [null, 730],
  ] as const)('tier %s: every %i days', (tier, days) => {
    expect(vettingEveryDays(tier, day('2027-01-01'))).toBe(days);
  });

  const standing = (everyDays: number, dueOn: string, lastOn: string | null = '2026-01-01') => ({
    everyDays,
    dueOn: day(dueOn),
    lastOn: lastOn === null ? null : day(lastOn),
  });
  test.each([
    ['first looked at before the procedures are to be there', 90, null, null, '2026-11-02', '2027-02-28'],
    ['first looked at after', 90, null, null, '2027-01-01', '2027-04-01'],
    ['vetted before', 730, '2026-01-01', null, '2026-11-02', '2028-01-01'],
    [
      'long ago: by the day the procedures are to be there',
      90,
      '2026-01-01',
      null,
      '2026-11-02',
      '2026-11-30',
    ],
    ['long ago, and looked at later: overdue at once', 90, '2026-09-10', null, '2027-01-01', '2026-12-09'],
    ['nothing is another', 180, '2026-01-01', standing(180, '2026-05-05'), '2026-11-02', '2026-05-05'],
    ['vetted since', 180, '2026-10-01', standing(180, '2026-06-30'), '2026-11-02', '2027-03-30'],
    [
      'a higher tier: forward, after the notice',
      90,
      '2026-01-01',
      standing(730, '2028-01-01'),
      '2026-11-02',
      '2026-12-02',
    ],
    [
      'a higher tier: forward, to its own day',
      180,
      '2026-10-01',
      standing(730, '2028-09-30', '2026-10-01'),
      '2026-11-02',
      '2027-03-30',
    ],
    [
      'a higher tier: never later than it was',
      90,
      '2026-01-01',
      standing(180, '2026-11-10'),
      '2026-11-02',
      '2026-11-10',
    ],
    ['a lower tier: later', 730, '2026-01-01', standing(180, '2026-06-30'), '2026-06-01', '2028-01-01'],
    ['never vetted, a higher tier', 90, null, standing(730, '2028-11-29', null), '2027-01-10', '2027-02-28'],
  ] as const)('%s', (_case, everyDays, lastOn, before, today, dueOn) => {
    const asked = { everyDays, lastOn: lastOn === null ? null : day(lastOn) };
    const next = nextVetting(asked, before, day(today));
    expect(next.dueOn.toString()).toBe(dueOn);
    expect(nextVetting(asked, next, day(today))).toEqual(next);
  });
});
