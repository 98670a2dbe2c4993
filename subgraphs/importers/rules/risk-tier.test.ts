import { describe, expect, test } from 'vitest';
import { riskTier, type TierEvidence, type TierFinding } from './risk-tier.ts';

const ON = Temporal.PlainDate.from('2026-11-02');
const found = (family: TierFinding['family'], from: string, isFinal = true): TierFinding => ({
  family,
  isFinal,
  from: Temporal.PlainDate.from(from),
});
const evidence = (over: Partial<TierEvidence> = {}): TierEvidence => ({
  status: 'GOOD',
  isCovered: false,
  isTrusted: false,
  firstEntryOn: Temporal.PlainDate.from('2020-01-01'),
  entries: 100,
  lines: 1_000,
  findings: [],
  ...over,
});
const many = (count: number, family: TierFinding['family']) =>
  Array.from({ length: count }, () => found(family, '2026-11-01'));

describe('EO 14411 § 2(e): tiers', () => {
  test.each([
    ['standard', evidence(), 'T2'],
    ['trusted and clean', evidence({ isTrusted: true }), 'T1'],
    [
      'trusted, a finding three years ago',
      evidence({ isTrusted: true, findings: [found('OTHER', '2023-11-01')] }),
      'T1',
    ],
    [
      'trusted, a finding since',
      evidence({ isTrusted: true, findings: [found('OTHER', '2023-11-02')] }),
      'T2',
    ],
    ['no entry', evidence({ firstEntryOn: null, entries: 0 }), 'T0'],
    ['four entries', evidence({ entries: 4 }), 'T0'],
    ['a year ago tomorrow', evidence({ firstEntryOn: ON.subtract({ months: 12 }).add({ days: 1 }) }), 'T0'],
    ['a year ago today', evidence({ firstEntryOn: ON.subtract({ months: 12 }) }), 'T2'],
    ['new and trusted', evidence({ entries: 4, isTrusted: true }), 'T0'],
    ['watched', evidence({ status: 'WATCH' }), 'T3'],
    ['covered', evidence({ isCovered: true }), 'T3'],
    ['undetermined', evidence({ status: 'UNDETERMINED' }), 'T3'],
    ['not in good standing', evidence({ status: 'NOT_GOOD' }), 'T4'],
    ['ineligible', evidence({ status: 'INELIGIBLE' }), 'TX'],
    [
      'by its score, elevated',
      evidence({ findings: [...many(3, 'ENFORCEMENT'), ...many(1, 'AUDIT')] }),
      'T3',
    ],
    [
      'by its score, high',
      evidence({ lines: 10, findings: [...many(9, 'VIOLATION'), ...many(3, 'ENFORCEMENT')] }),
      'T4',
    ],
  ] as const)('%s: %s', (_case, given, tier) => {
    expect(riskTier(given, ON).tier).toBe(tier);
  });
});

describe('the score is the sum of its addends', () => {
  test.each([
    ['nothing', evidence(), [0, 0, 0]],
    [
      'one violation on 1,000 lines: (1,000 + 200) / 1,200 = 1.0 per 1,000, the mean',
      evidence({ findings: [found('VIOLATION', '2026-01-01')] }),
      [0, 0, 0],
    ],
    [
      'ten: (10,000 + 200) / 1,200 = 8.5, 7.5 of 19 beyond the mean',
      evidence({ findings: many(10, 'VIOLATION') }),
      [15.8, 0, 0],
    ],
    [
      'alleged ones do not count',
      evidence({ findings: many(10, 'VIOLATION').map((each) => ({ ...each, isFinal: false })) }),
      [0, 0, 0],
    ],
    [
      'an action of today: a third of 35',
      evidence({ findings: [found('ENFORCEMENT', '2026-11-02')] }),
      [0, 11.7, 0],
    ],
    [
      'of two years ago: half of that',
      evidence({ findings: [found('ENFORCEMENT', '2024-11-02')] }),
      [0, 5.8, 0],
    ],
    ['one to come', evidence({ findings: [found('ENFORCEMENT', '2026-11-03')] }), [0, 0, 0]],
    ['a failed audit', evidence({ findings: [found('AUDIT', '2026-01-01')] }), [0, 0, 12.5]],
    [
      'everything',
      evidence({
        lines: 0,
        findings: [...many(90, 'VIOLATION'), ...many(9, 'ENFORCEMENT'), ...many(9, 'AUDIT')],
      }),
      [40, 35, 25],
    ],
  ] as const)('%s', (_case, given, points) => {
    const { score, addends } = riskTier(given, ON);
    expect(addends.map((addend) => addend.points)).toEqual(points);
    expect(score).toBeCloseTo(
      points.reduce((sum: number, each) => sum + each, 0),
      6,
    );
  });
});
