import { SECURITY_RULES } from '@good-standing/kernel/rule/statements/security.ts';
import { describe, expect, test } from 'vitest';
import type { Bonded, StandingRecord } from '../loaders/standing-record.ts';
import { sufficiencyOn } from './record-facts.ts';

const ON = Temporal.PlainDate.from('2026-11-02');
const usd = (dollars: number) => dollars * 100;

/** Filed first on a day, and paid so much in March 2026. */
function number(firstOn: string | null, paid: number, anticipated: number | null): Bonded {
  return {
    id: 'imp_invented',
    anticipatedCents: anticipated === null ? null : usd(anticipated),
    activity:
      firstOn === null
        ? null
        : {
            firstOn,
            lastOn: '2026-10-30',
            entries: 9,
            adcvdFirstOn: null,
            isAdcvdUnpaid: false,
            isAdcvdLate: false,
            months: [{ month: '2026-03-01', lines: 9, paidCents: usd(paid) }],
          },
  };
}

const record = (own: Bonded, users: readonly Bonded[] = []): StandingRecord => ({
  ...own,
  users,
  owners: [],
  assets: [],
  bonds: [],
  findings: [],
  listings: [],
});

describe(`EO 14411 § 2(a)(iii), ${SECURITY_RULES['BS-001'].id}: a new importer is bonded for what it anticipates`, () => {
  test.each([
    ['twelve months behind it: what was paid', number('2025-11-01', 612_000, 2_000_000), 70_000, 'PAID'],
    ['a day less: what it anticipates', number('2025-11-02', 612_000, 2_000_000), 200_000, 'ANTICIPATED'],
    ['or has paid, where that is more', number('2026-03-01', 612_000, 100_000), 70_000, 'ANTICIPATED'],
    ['nothing disclosed: what was paid', number('2026-03-01', 612_000, null), 70_000, 'PAID'],
    ['never filed', number(null, 0, 900_000), 90_000, 'ANTICIPATED'],
  ])('%s', (_case, own, required, basis) => {
    expect(sufficiencyOn(record(own), ON)).toMatchObject({ requiredCents: usd(required), basis });
  });

  test('never filed and nothing disclosed: what is required is not known', () => {
    expect(sufficiencyOn(record(number(null, 0, null)), ON)).toBeNull();
  });

  test('a new number beside an old one of its root (BS-005)', () => {
    const own = number('2020-01-01', 400_000, null);
    const other = number(null, 0, 300_000);
    expect(sufficiencyOn(record(own, [other]), ON)).toMatchObject({
      requiredCents: usd(70_000),
      basis: 'ANTICIPATED',
    });
  });
});
