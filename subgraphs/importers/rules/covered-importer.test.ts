import { describe, expect, test } from 'vitest';
import { type AntidumpingRecord, coveredImporter, requiredSecurity } from './covered-importer.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const record = (over: Partial<AntidumpingRecord>): AntidumpingRecord => ({
  firstFiledOn: day('2026-03-01'),
  firstEntryOn: day('2020-01-01'),
  isUnpaid: false,
  isLate: false,
  isCtpatTier2: null,
  ...over,
});

describe(`${coveredImporter.id} ${coveredImporter.says}`, () => {
  test.each([
    ['no such goods', record({ firstFiledOn: null, isUnpaid: true }), '2026-11-02', []],
    ['such goods, paid in full and in time', record({}), '2026-11-02', []],
    ['its first entry of all', record({ firstEntryOn: day('2026-03-01') }), '2026-03-01', ['NO_RECORD']],
    ['the day after', record({ firstEntryOn: day('2026-03-01') }), '2026-03-02', []],
    ['the day before it filed any', record({ isUnpaid: true }), '2026-02-28', []],
    ['not paid in full', record({ isUnpaid: true }), '2026-11-02', ['NOT_PAID_IN_FULL']],
    ['paid in full, late', record({ isLate: true }), '2026-11-02', ['NOT_PAID_IN_TIME']],
    [
      'both',
      record({ isUnpaid: true, isLate: true }),
      '2026-11-02',
      ['NOT_PAID_IN_FULL', 'NOT_PAID_IN_TIME'],
    ],
  ] as const)('%s', (_case, held, on, limbs) => {
    expect(coveredImporter.on(held, day(on))).toMatchObject({ isCovered: limbs.length > 0, limbs });
  });

  test('a CTPAT importer of tier 2 may be covered and excluded from the risk bond at once', () => {
    const held = record({ isUnpaid: true, isCtpatTier2: true });
    expect(coveredImporter.on(held, day('2026-11-02'))).toMatchObject({
      isCovered: true,
      isExcludedFromRiskBond: true,
    });
  });
});

test(`${requiredSecurity.id} ${requiredSecurity.says}`, () => {
  const covered = coveredImporter.on(record({ isUnpaid: true }), day('2026-11-02'));
  const not = coveredImporter.on(record({}), day('2026-11-02'));
  expect([
    requiredSecurity.isRequired(covered, true),
    requiredSecurity.isRequired(covered, false),
    requiredSecurity.isRequired(not, true),
  ]).toEqual([true, false, false]);
});
