import { describe, expect, test } from 'vitest';
import type { BrokerFindingKind, BrokerFindingOutcome, BrokerFindingState } from '../schema.generated.ts';
import { type DecidedFinding, lastDayToRespond, mayBeAppealed, refusedOutcome } from './broker-finding.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const finding = (
  state: BrokerFindingState,
  outcome: BrokerFindingOutcome | null = null,
  kind: BrokerFindingKind = 'DUE_DILIGENCE',
): DecidedFinding => ({ kind, state, outcome, respondBy: day('2026-12-02') });

test('19 CFR 111.92(a): the last day to respond is the 30th after the finding was opened', () => {
  expect(lastDayToRespond(day('2026-11-02')).toString()).toBe('2026-12-02');
});

describe('19 CFR 111.92(a), 111.93: what a broker may appeal against', () => {
  test.each([
    ['OPEN', null, true],
    ['APPEALED', null, false],
    ['CLOSED', 'MONETARY_PENALTY', true],
    ['CLOSED', 'WARNING', true],
    ['CLOSED', 'NO_ACTION', false],
    ['CLOSED', 'OVERTURNED', false],
  ] as const)('%s, %s: %s', (state, outcome, may) => {
    expect(mayBeAppealed(finding(state, outcome))).toBe(may);
  });
});

describe('19 CFR 111.92(a); EO 14411 § 4(a): what CBP may decide, and when', () => {
  test.each([
    ['no action at once', finding('OPEN'), 'NO_ACTION', '2026-11-03', true],
    ['a warning while the broker may respond', finding('OPEN'), 'WARNING', '2026-12-02', false],
    ['a warning the day after', finding('OPEN'), 'WARNING', '2026-12-03', true],
    ['a penalty once it responded', finding('APPEALED'), 'MONETARY_PENALTY', '2026-11-03', true],
    ['the maximum for what the order names', finding('APPEALED'), 'MAXIMUM_PENALTY', '2026-11-03', true],
    [
      'the maximum for anything else',
      finding('APPEALED', null, 'RECORDS'),
      'MAXIMUM_PENALTY',
      '2027-01-01',
      false,
    ],
    ['to overturn what was not decided', finding('APPEALED'), 'OVERTURNED', '2026-11-03', false],
    [
      'to overturn what was appealed against',
      finding('APPEALED', 'REVOCATION'),
      'OVERTURNED',
      '2026-11-03',
      true,
    ],
    ['anything on what is closed', finding('CLOSED', 'NO_ACTION'), 'WARNING', '2027-01-01', false],
  ] as const)('%s', (_case, held, outcome, on, may) => {
    expect(refusedOutcome(held, outcome, day(on)) === null).toBe(may);
  });
});
