import { describe, expect, test } from 'vitest';
import { type AssessedCase, type FoundAgainst, mitigationOf } from './mitigation-of-penalty.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

const VIOLATION: FoundAgainst = {
  id: 'vio_1',
  kind: 'UNDERVALUATION',
  culpability: 'NEGLIGENCE',
  foundOn: day('2026-08-01'),
  finalOn: day('2026-09-05'),
  status: 'FINAL',
  appealedOn: null,
  appealOutcome: null,
};
const EARLIER: FoundAgainst = { ...VIOLATION, id: 'vio_0', finalOn: day('2024-01-10') };

const penalty = (over: Partial<AssessedCase> = {}): AssessedCase => ({
  statute: '19 USC 1592',
  assessedCents: 10_000_000,
  mitigatedCents: null,
  assessedOn: day('2026-09-10'),
  lossOfRevenueCents: 6_000_000,
  domesticValueCents: 50_000_000,
  dutiableValueCents: 40_000_000,
  isPriorDisclosure: false,
  exceptionApprovedBy: null,
  exceptionReason: null,
  isLiquidatedDamages: false,
  violationId: VIOLATION.id,
  ...over,
});

const found = (over: Partial<AssessedCase> = {}, others: readonly FoundAgainst[] = []) => {
  const { statutoryMaximumCents, leastCents, isBelowLeast, isRepeatOffender, rules } = mitigationOf(
    penalty(over),
    [VIOLATION, ...others],
  );
  return [
    statutoryMaximumCents,
    leastCents,
    isBelowLeast,
    isRepeatOffender,
    rules.map(({ rule }) => rule.id),
  ];
};
const ONCE = ['PN-004', 'PN-001'];
const AGAIN = ['PN-004', 'PN-001', 'PN-002', 'PN-005'];
const EXCEPTED = { exceptionApprovedBy: 'Office of Trade (invented)', exceptionReason: 'invented' };

describe('EO 14411 § 4(c), 19 USC 1592(c): the rules of penalties on one case', () => {
  test.each([
    ['half of what was assessed', {}, [], [12_000_000, 5_000_000, false, false, ONCE]],
    [
      'mitigated to the floor',
      { mitigatedCents: 5_000_000 },
      [],
      [12_000_000, 5_000_000, false, false, ONCE],
    ],
    ['a cent less', { mitigatedCents: 4_999_999 }, [], [12_000_000, 5_000_000, true, false, ONCE]],
    [
      'the maximum first: the floor is half of what may be assessed at all',
      { assessedCents: 30_000_000 },
      [],
      [12_000_000, 6_000_000, false, false, ONCE],
    ],
    [
      'a repeat offender',
      { mitigatedCents: 9_999_999 },
      [EARLIER],
      [12_000_000, 10_000_000, true, true, AGAIN],
    ],
    [
      'the exception does not reach a repeat offender',
      { ...EXCEPTED },
      [EARLIER],
      [12_000_000, 10_000_000, false, true, AGAIN],
    ],
    ['the exception', { ...EXCEPTED, mitigatedCents: 1 }, [], [12_000_000, 0, false, false, ONCE]],
    [
      'an earlier violation overturned on appeal does not count',
      {},
      [{ ...EARLIER, appealedOn: day('2024-02-01'), appealOutcome: 'OVERTURNED' as const }],
      [12_000_000, 5_000_000, false, false, ONCE],
    ],
    [
      'nor one under appeal',
      {},
      [{ ...EARLIER, appealedOn: day('2024-02-01') }],
      [12_000_000, 5_000_000, false, false, ONCE],
    ],
    [
      'nor one of another kind',
      {},
      [{ ...EARLIER, kind: 'CONTRABAND' }],
      [12_000_000, 5_000_000, false, false, ONCE],
    ],
    [
      'assessed the day before the floors take effect',
      { assessedOn: day('2026-08-31'), mitigatedCents: 1 },
      [EARLIER],
      [12_000_000, 0, false, true, ['PN-004']],
    ],
    [
      'a prior disclosure: what the statute reduces is no mitigation',
      { isPriorDisclosure: true, mitigatedCents: 0 },
      [],
      [0, 0, false, false, ONCE],
    ],
    [
      'without a domestic value no maximum',
      { domesticValueCents: null },
      [],
      [null, 5_000_000, false, false, ['PN-001']],
    ],
    [
      'neither loss nor dutiable value: no maximum',
      { lossOfRevenueCents: null, dutiableValueCents: null },
      [],
      [null, 5_000_000, false, false, ['PN-001']],
    ],
    ['another law: no maximum', { statute: '19 USC 1595a' }, [], [null, 5_000_000, false, false, ['PN-001']]],
    ['no finding named', { violationId: null }, [EARLIER], [null, 5_000_000, false, false, ['PN-001']]],
    [
      'liquidated damages: the floor of PN-003 is listed, and while no amount is set binds nothing',
      { statute: '19 CFR 172', isLiquidatedDamages: true },
      [],
      [null, 0, false, false, ['PN-003']],
    ],
  ])('%s', (_case, over, others, expected) => {
    expect(found(over, others)).toEqual(expected);
  });
});
