import { effectOn, type Rule } from '@good-standing/kernel/rule/rule.ts';
import { describe, expect, test } from 'vitest';
import { inactiveNumber, type NumberInUse } from './number-usability.ts';
import {
  assetsAndBonding,
  missingDisclosures,
  type Registered,
  type RegisteredBond,
  type RegistryFactKind,
  registryData,
  terminatedBond,
} from './registry-rules.ts';

const registered = (over: Partial<Registered>): Registered => ({
  importerId: 'imp_invented',
  facts: [],
  bonds: [],
  assets: [],
  ...over,
});
const fact = (kind: RegistryFactKind, from: string | null, until: string | null = null) =>
  registered({ facts: [{ kind, from, until }] });
const bond = (from: string, until: string | null = null, cents = 5_000_000): RegisteredBond => ({
  id: `bnd_${from}`,
  cents,
  from,
  until,
});
const bonds = (...held: readonly RegisteredBond[]) => registered({ bonds: held });

function table(
  rule: Rule<Registered>,
  cases: readonly (readonly [name: string, evidence: Registered, on: string, effect: string])[],
): void {
  test.each(cases)(`${rule.id} ${rule.says} (%s)`, (_name, evidence, on, effect) => {
    expect(effectOn(rule.finds(evidence), on)).toBe(effect);
  });
}

table(registryData, [
  ['voided, the day it was', fact('VOIDED', '2026-09-18'), '2026-09-18', 'FAIL_INELIGIBLE'],
  ['the day before', fact('VOIDED', '2026-09-18'), '2026-09-17', 'PASS'],
  ['voided since nobody knows', fact('VOIDED', null), '2020-01-31', 'FAIL_INELIGIBLE'],
  ['active again', fact('VOIDED', '2026-09-18', '2026-09-30'), '2026-10-01', 'PASS'],
  ['a post office box', fact('POST_BOX', '2026-09-01'), '2026-09-01', 'WATCH'],
  ['its last day to cure', fact('POST_BOX', '2026-09-01'), '2026-09-30', 'WATCH'],
  ['not cured', fact('POST_BOX', '2026-09-01'), '2026-10-01', 'FAIL_NOT_GOOD'],
  ['cured in time', fact('POST_BOX', '2026-09-01', '2026-09-20'), '2026-10-01', 'PASS'],
  ['cured late', fact('POST_BOX', '2026-09-01', '2026-10-20'), '2026-10-21', 'PASS'],
  ['older than the order', fact('POST_BOX', null), '2026-06-02', 'PASS'],
  ['older than the order, watched from its day', fact('POST_BOX', null), '2026-06-03', 'WATCH'],
]);

table(missingDisclosures, [
  ['before the rule', fact('NO_OWNERS', null), '2026-11-29', 'PASS'],
  ['its first day', fact('NO_OWNERS', null), '2026-11-30', 'UNKNOWN'],
  ['the last day to cure', fact('NO_OWNERS', null), '2027-01-28', 'UNKNOWN'],
  ['not cured', fact('NO_VOLUME', null), '2027-01-29', 'FAIL_NOT_GOOD'],
  ['disclosed', fact('NO_YEAR_ORGANIZED', null, '2026-12-31'), '2027-01-01', 'PASS'],
  ['disclosed before the rule', fact('NO_OWNERS', null, '2026-10-01'), '2026-12-01', 'PASS'],
  ['a defect of another rule', fact('VOIDED', null), '2026-12-01', 'PASS'],
]);

const assets = (cents: number) => [{ cents, from: '2020-01-01', until: null }];
table(assetsAndBonding, [
  ['neither', registered({}), '2026-11-30', 'FAIL_NOT_GOOD'],
  ['before the rule', registered({}), '2026-11-29', 'PASS'],
  ['the least bond alone', bonds(bond('2020-01-01')), '2026-11-30', 'PASS'],
  ['the least assets alone', registered({ assets: assets(5_000_000) }), '2026-11-30', 'PASS'],
  [
    'a cent below both',
    registered({ bonds: [bond('2020-01-01', null, 4_999_999)], assets: assets(4_999_999) }),
    '2026-11-30',
    'FAIL_NOT_GOOD',
  ],
  ['the bond ends', bonds(bond('2020-01-01', '2027-03-31')), '2027-04-01', 'FAIL_NOT_GOOD'],
  ['a bond begins', bonds(bond('2027-03-01')), '2027-03-01', 'PASS'],
]);

table(terminatedBond, [
  ['its last day in force', bonds(bond('2020-01-01', '2026-08-31')), '2026-08-31', 'PASS'],
  ['the day after', bonds(bond('2020-01-01', '2026-08-31')), '2026-09-01', 'WATCH'],
  ['the last day to cure', bonds(bond('2020-01-01', '2026-08-31')), '2026-09-30', 'WATCH'],
  ['not replaced', bonds(bond('2020-01-01', '2026-08-31')), '2026-10-01', 'FAIL_NOT_GOOD'],
  ['replaced late', bonds(bond('2020-01-01', '2026-08-31'), bond('2026-10-15')), '2026-10-15', 'PASS'],
  ['replaced at once', bonds(bond('2020-01-01', '2026-08-31'), bond('2026-09-01')), '2026-09-01', 'PASS'],
  ['never bonded', registered({}), '2026-10-01', 'PASS'],
]);

describe(`${inactiveNumber.id} ${inactiveNumber.says}`, () => {
  const number = (over: Partial<NumberInUse>): NumberInUse => ({
    registryStatus: 'ACTIVE',
    lastUsedOn: Temporal.PlainDate.from('2025-11-01'),
    hasOutstanding: false,
    ...over,
  });
  test.each([
    ['365 days', number({}), '2026-11-01', false],
    ['366 days', number({}), '2026-11-02', true],
    ['366 days, a bill unpaid', number({ hasOutstanding: true }), '2026-11-02', false],
    ['never used', number({ lastUsedOn: null }), '2026-11-02', false],
    ['inactive by the registry', number({ registryStatus: 'INACTIVE' }), '2025-11-02', true],
    [
      'before ACE applied it',
      number({ lastUsedOn: Temporal.PlainDate.from('2020-01-01') }),
      '2026-07-15',
      false,
    ],
  ] as const)('%s', (_case, inUse, on, isInactive) => {
    expect(inactiveNumber.isInactiveOn(inUse, Temporal.PlainDate.from(on))).toBe(isInactive);
  });
});
