import { effectOn } from '@good-standing/kernel/rule/rule.ts';
import { describe, expect, test } from 'vitest';
import {
  excludedByCbp,
  excludedOtherwise,
  type HeldExclusion,
  perhapsReestablished,
} from './excluded-persons.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

const debarred: HeldExclusion = {
  exclusionId: 'exc_invented',
  byCbpAs: 'DHS-CBP',
  tradeRelated: true,
  proceeding: 'DEBARMENT',
  link: 'CONFIRMED',
  activeOns: [day('2026-01-10')],
  terminatesOns: [day('2027-01-10')],
  delistedOns: [],
  relistedOns: [],
};
const FAILS = ['FAIL_INELIGIBLE', 'PASS', 'PASS'];
const WATCHED = ['PASS', 'WATCH', 'PASS'];
const PERHAPS = ['PASS', 'PASS', 'WATCH'];
const NOTHING = ['PASS', 'PASS', 'PASS'];

const CASES = [
  ['its first day', debarred, '2026-01-10', FAILS],
  ['the day before', debarred, '2026-01-09', NOTHING],
  ['its last day', debarred, '2027-01-10', FAILS],
  ['the day after', debarred, '2027-01-11', NOTHING],
  ['indefinite', { ...debarred, terminatesOns: [null] }, '2099-01-01', FAILS],
  ['suspended', { ...debarred, proceeding: 'SUSPENSION' }, '2026-06-01', FAILS],
  ['proposed for debarment', { ...debarred, proceeding: 'PROPOSED_DEBARMENT' }, '2026-06-01', WATCHED],
  ['pending, unknown which', { ...debarred, proceeding: 'PENDING_UNSPECIFIED' }, '2026-06-01', WATCHED],
  ['excluded by agreement', { ...debarred, proceeding: 'VOLUNTARY_EXCLUSION' }, '2026-06-01', WATCHED],
  ['by the Army', { ...debarred, byCbpAs: null }, '2026-06-01', WATCHED],
  ['for other reasons', { ...debarred, tradeRelated: false }, '2026-06-01', WATCHED],
  ['left the list', { ...debarred, delistedOns: [day('2026-05-01')] }, '2026-05-01', NOTHING],
  ['the day before it left', { ...debarred, delistedOns: [day('2026-05-01')] }, '2026-04-30', FAILS],
  ['perhaps another person', { ...debarred, link: 'PROPOSED' }, '2026-06-01', PERHAPS],
  [
    'perhaps another person, by the Army',
    { ...debarred, link: 'PROPOSED', byCbpAs: null },
    '2026-06-01',
    NOTHING,
  ],
  ['another person, as CBP has settled', { ...debarred, link: 'REJECTED' }, '2026-06-01', NOTHING],
  ['found by nothing any more', { ...debarred, link: 'WITHDRAWN' }, '2026-06-01', NOTHING],
] as const;

describe.each(CASES)('%s', (_case, held, asOf, effects) => {
  test.each(
    [excludedByCbp, excludedOtherwise, perhapsReestablished].map((rule, nth) => [rule, nth] as const),
  )('$0.id $0.says', (rule, nth) => {
    expect(effectOn(rule.finds(held), asOf)).toBe(effects[nth]);
  });
});

test('what each does to standing', () => {
  expect([excludedByCbp.outcomes, excludedByCbp.legalStatus]).toEqual([['FAIL_INELIGIBLE'], 'IN_FORCE']);
  expect([excludedOtherwise.outcomes, excludedOtherwise.legalStatus]).toEqual([['WATCH'], 'PROPOSED']);
  expect([perhapsReestablished.outcomes, perhapsReestablished.legalStatus]).toEqual([['WATCH'], 'PROPOSED']);
});
