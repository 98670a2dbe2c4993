import { describe, expect, test } from 'vitest';
import {
  antidumpingBase,
  type BondUser,
  bondSufficiency,
  highRiskBond,
  insufficientBond,
  requiredBond,
  usersTogether,
} from './bond-sufficiency.ts';

const ON = Temporal.PlainDate.from('2026-11-02');
const usd = (dollars: number) => dollars * 100;
const user = (paid: number | null, anticipated: number | null = null): BondUser => ({
  importerId: 'imp_invented',
  paidCents: paid === null ? null : usd(paid),
  anticipatedCents: anticipated === null ? null : usd(anticipated),
});

describe(`${requiredBond.id} ${requiredBond.says}`, () => {
  test.each([
    [0, 50_000],
    [480_000, 50_000],
    [500_000, 50_000],
    [500_001, 60_000],
    [612_000, 70_000],
    [1_000_000, 100_000],
    [1_000_001, 200_000],
    [2_000_000, 200_000],
    [2_000_000.01, 300_000],
  ])('duties of %d: a bond of %d', (duties, bond) => {
    expect(requiredBond.cents(Math.round(usd(duties)), ON)).toBe(usd(bond));
  });
});

test(`${antidumpingBase.id} ${antidumpingBase.says}`, () => {
  expect(requiredBond.cents(antidumpingBase.cents(usd(400_000), usd(300_000)), ON)).toBe(usd(70_000));
});

describe(`${usersTogether.id} ${usersTogether.says}`, () => {
  test.each([
    ['one', [user(400_000)], { cents: usd(400_000), basis: 'PAID' }],
    ['two suffixes of one number', [user(400_000), user(300_000)], { cents: usd(700_000), basis: 'PAID' }],
    ['a new one', [user(null, 900_000)], { cents: usd(900_000), basis: 'ANTICIPATED' }],
    [
      'an old and a new one',
      [user(400_000), user(null, 300_000)],
      { cents: usd(700_000), basis: 'ANTICIPATED' },
    ],
    ['one of which nothing is known', [user(400_000), user(null)], { cents: usd(400_000), basis: 'PAID' }],
    ['nothing known of any', [user(null)], null],
  ] as const)('%s', (_case, users, base) => {
    expect(usersTogether.base(users)).toEqual(base);
  });
});

test(`${highRiskBond.id} ${highRiskBond.says}`, () => {
  expect(highRiskBond.cents(usd(50_000), true, ON)).toBe(usd(50_000));
});

describe(`${insufficientBond.id} ${insufficientBond.says}`, () => {
  test.each([
    ['to the cent', [user(612_000)], 70_000, false],
    ['a cent short', [user(612_000)], 69_999.99, true],
    ['none at all', [user(0)], 0, true],
    ['nothing known', [user(null)], 0, false],
  ])('%s', (_case, users, bond, needs) => {
    const asked = { users, actualCents: Math.round(usd(bond)), isHighRisk: false };
    expect(insufficientBond.needsSingleBond(bondSufficiency(asked, ON))).toBe(needs);
  });
});
