import { describe, expect, test } from 'vitest';
import {
  type Culpable,
  type EarlierViolation,
  leastMitigatedCents,
  liquidatedDamagesFloor,
  type Mitigation,
  mitigationFloor,
  noMitigationForRepeatOffenders,
  repeatOffender,
  statutoryMaximum,
} from './penalty-mitigation.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const ON = day('2026-11-02');
const EXCEPTION = { approvedBy: 'invented officer', reason: 'invented' };

const mitigation = (over: Partial<Mitigation>): Mitigation => ({
  assessedCents: 10_000_000,
  isRepeatOffender: false,
  nationalSecurityException: null,
  isLiquidatedDamages: false,
  ...over,
});

describe(`${mitigationFloor.id} ${mitigationFloor.says}`, () => {
  test.each([
    ['half', mitigation({}), 5_000_000],
    ['odd cents are rounded up', mitigation({ assessedCents: 3_333 }), 1_667],
    ['nothing assessed', mitigation({ assessedCents: 0 }), 0],
    ['the exception', mitigation({ nationalSecurityException: EXCEPTION }), 0],
  ])('%s', (_case, asked, least) => {
    expect(leastMitigatedCents(asked, ON)).toBe(least);
  });

  test('100,000.00 mitigated to 49,999.99 is refused, to 50,000.00 is not', () => {
    const least = leastMitigatedCents(mitigation({}), ON);
    expect([4_999_999 >= least, 5_000_000 >= least]).toEqual([false, true]);
  });
});

describe(`${noMitigationForRepeatOffenders.id} ${noMitigationForRepeatOffenders.says}`, () => {
  test.each([
    ['a repeat offender', mitigation({ isRepeatOffender: true }), 10_000_000],
    [
      'a repeat offender with the exception, which does not reach it',
      mitigation({ isRepeatOffender: true, nationalSecurityException: EXCEPTION }),
      10_000_000,
    ],
  ])('%s', (_case, asked, least) => {
    expect(leastMitigatedCents(asked, ON)).toBe(least);
  });
});

describe(`${liquidatedDamagesFloor.id} ${liquidatedDamagesFloor.says}`, () => {
  test('while no amount is set nothing is enforced', () => {
    expect(liquidatedDamagesFloor.leastCents(mitigation({ isLiquidatedDamages: true }), ON)).toBe(0);
  });
});

describe(`${statutoryMaximum.id} ${statutoryMaximum.says}`, () => {
  const culpable = (over: Partial<Culpable>): Culpable => ({
    culpability: 'FRAUD',
    domesticValueCents: 1_000_000,
    lostDutiesCents: 100_000,
    dutiableValueCents: 800_000,
    isPriorDisclosure: false,
    ...over,
  });
  test.each([
    ['fraud: the domestic value', culpable({}), 1_000_000],
    ['gross negligence: four times the duties', culpable({ culpability: 'GROSS_NEGLIGENCE' }), 400_000],
    [
      'gross negligence: at most the domestic value',
      culpable({ culpability: 'GROSS_NEGLIGENCE', lostDutiesCents: 300_000 }),
      1_000_000,
    ],
    [
      'gross negligence without loss: 40 percent of the dutiable value',
      culpable({ culpability: 'GROSS_NEGLIGENCE', lostDutiesCents: 0 }),
      320_000,
    ],
    ['negligence: twice the duties', culpable({ culpability: 'NEGLIGENCE' }), 200_000],
    [
      'negligence without loss: 20 percent of the dutiable value',
      culpable({ culpability: 'NEGLIGENCE', lostDutiesCents: 0 }),
      160_000,
    ],
    ['fraud disclosed before: the duties', culpable({ isPriorDisclosure: true }), 100_000],
    [
      'fraud disclosed before, without loss: 10 percent of the dutiable value',
      culpable({ isPriorDisclosure: true, lostDutiesCents: 0 }),
      80_000,
    ],
    [
      'negligence disclosed before: interest alone',
      culpable({ culpability: 'NEGLIGENCE', isPriorDisclosure: true }),
      0,
    ],
  ])('%s', (_case, asked, most) => {
    expect(statutoryMaximum.mostCents(asked)).toBe(most);
  });
});

describe(`${repeatOffender.id} ${repeatOffender.says}`, () => {
  const violation = (id: string, kind: string, finalOn: string): EarlierViolation => ({
    id,
    kind,
    finalOn: day(finalOn),
  });
  const now = violation('vio_now', 'UNDERVALUATION', '2026-10-01');
  test.each([
    ['none before', [], false],
    ['itself', [now], false],
    ['the first day of the look-back', [violation('vio_1', 'UNDERVALUATION', '2021-10-01')], true],
    ['the day before', [violation('vio_1', 'UNDERVALUATION', '2021-09-30')], false],
    ['of another kind', [violation('vio_1', 'CONTRABAND', '2025-10-01')], false],
    ['later', [violation('vio_1', 'UNDERVALUATION', '2026-10-02')], false],
  ])('%s', (_case, others, isOne) => {
    expect(repeatOffender.isOne(now, others)).toBe(isOne);
  });
});
