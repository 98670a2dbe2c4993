import { describe, expect, test } from 'vitest';
import { excludedByCbp, excludedOtherwise, type HeldExclusion } from './excluded-persons.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

const debarred: HeldExclusion = {
  byCbpAs: 'DHS-CBP',
  tradeRelated: true,
  proceeding: 'DEBARMENT',
  activeOns: [day('2026-01-10')],
  terminatesOns: [day('2027-01-10')],
  delistedOns: [],
  relistedOns: [],
};

const CASES = [
  ['its first day', debarred, '2026-01-10', 1, 0],
  ['the day before', debarred, '2026-01-09', 0, 0],
  ['its last day', debarred, '2027-01-10', 1, 0],
  ['the day after', debarred, '2027-01-11', 0, 0],
  ['indefinite', { ...debarred, terminatesOns: [null] }, '2099-01-01', 1, 0],
  ['suspended', { ...debarred, proceeding: 'SUSPENSION' }, '2026-06-01', 1, 0],
  ['proposed for debarment', { ...debarred, proceeding: 'PROPOSED_DEBARMENT' }, '2026-06-01', 0, 1],
  ['pending, unknown which', { ...debarred, proceeding: 'PENDING_UNSPECIFIED' }, '2026-06-01', 0, 1],
  ['excluded by agreement', { ...debarred, proceeding: 'VOLUNTARY_EXCLUSION' }, '2026-06-01', 0, 1],
  ['by the Army', { ...debarred, byCbpAs: null }, '2026-06-01', 0, 1],
  ['for other reasons', { ...debarred, tradeRelated: false }, '2026-06-01', 0, 1],
  ['left the list', { ...debarred, delistedOns: [day('2026-05-01')] }, '2026-05-01', 0, 0],
  ['the day before it left', { ...debarred, delistedOns: [day('2026-05-01')] }, '2026-04-30', 1, 0],
] as const;

describe.each(CASES)('%s', (_case, held, asOf, byCbp, otherwise) => {
  test(`${excludedByCbp.id} ${excludedByCbp.says}`, () => {
    expect(excludedByCbp.finds([held], day(asOf))).toHaveLength(byCbp);
  });
  test(`${excludedOtherwise.id} ${excludedOtherwise.says}`, () => {
    expect(excludedOtherwise.finds([held], day(asOf))).toHaveLength(otherwise);
  });
});

test('what each does to standing', () => {
  expect([excludedByCbp.effect, excludedByCbp.legalStatus]).toEqual(['FAIL_INELIGIBLE', 'IN_FORCE']);
  expect([excludedOtherwise.effect, excludedOtherwise.legalStatus]).toEqual(['WATCH', 'PROPOSED']);
});
