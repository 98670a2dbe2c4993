import { describe, expect, test } from 'vitest';
import {
  alreadyStands,
  type Certification,
  certificationState,
  DECIDABLE,
  isInForce,
  mayBeDecided,
} from './certification-state.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

interface Days {
  readonly withdrawn?: readonly ['CBP' | 'CERTIFIER' | 'LIST', string];
  readonly review?: string;
  readonly upheld?: string;
  readonly renewed?: string;
}

/** Received on 2024-11-22: in force until 2026-11-22, to be renewed by 2026-09-23. */
function certification({ withdrawn, review, upheld, renewed }: Days = {}): Certification {
  const maybe = (text: string | undefined) => (text === undefined ? null : day(text));
  return {
    receivedOn: day('2024-11-22'),
    validUntil: day('2026-11-22'),
    withdrawnOn: maybe(withdrawn?.[1]),
    withdrawnBy: withdrawn?.[0] ?? null,
    underReviewSince: maybe(review),
    reviewedOn: maybe(upheld),
    renewedOn: maybe(renewed),
  };
}

const TIMELY = { renewed: '2026-09-23' };
const LATE = { renewed: '2026-09-24' };

describe('domain § 3.5, 19 CFR 103.31(d): the states of a certification', () => {
  test.each<[string, Days, string, string, boolean]>([
    ['not yet received', {}, '2024-11-21', 'SUBMITTED', false],
    ['its first day', {}, '2024-11-22', 'ACTIVE', true],
    ['the day before renewal is due', {}, '2026-09-22', 'ACTIVE', true],
    ['the last day of timely renewal', {}, '2026-09-23', 'RENEWAL_DUE', true],
    ['its last day', {}, '2026-11-22', 'RENEWAL_DUE', true],
    ['lapsed', {}, '2026-11-23', 'EXPIRED', false],
    ['before it is renewed', TIMELY, '2026-09-22', 'ACTIVE', true],
    ['renewed in time', TIMELY, '2026-09-23', 'RENEWED', true],
    ['renewed in time, past its last day', TIMELY, '2026-11-23', 'RENEWED', false],
    ['renewed too late', LATE, '2026-09-24', 'RENEWAL_DUE', true],
    ['renewed too late, past its last day', LATE, '2026-11-23', 'EXPIRED', false],
    ['the day before its review', { review: '2025-06-01' }, '2025-05-31', 'ACTIVE', true],
    ['under review', { review: '2025-06-01' }, '2025-06-01', 'UNDER_REVIEW', true],
    ['under review when renewal is due', { review: '2025-06-01' }, '2026-10-01', 'UNDER_REVIEW', true],
    ['under review, past its last day', { review: '2025-06-01' }, '2026-11-23', 'EXPIRED', false],
    ['the day before CBP withdrew it', { withdrawn: ['CBP', '2025-06-01'] }, '2025-05-31', 'ACTIVE', true],
    ['withdrawn by CBP', { withdrawn: ['CBP', '2025-06-01'] }, '2025-06-01', 'WITHDRAWN_BY_CBP', false],
    ['taken back', { withdrawn: ['CERTIFIER', '2025-06-01'] }, '2025-06-01', 'WITHDRAWN', false],
    ['dropped from the list', { withdrawn: ['LIST', '2025-06-01'] }, '2025-06-01', 'WITHDRAWN_BY_CBP', false],
    [
      'dropped once renewed',
      { ...TIMELY, withdrawn: ['LIST', '2026-10-01'] },
      '2026-10-01',
      'RENEWED',
      false,
    ],
    ['dropped once expired', { withdrawn: ['LIST', '2026-12-01'] }, '2026-12-01', 'EXPIRED', false],
  ])('%s: %o on %s is %s', (_case, days, on, state, holds) => {
    expect(certificationState(certification(days), day(on))).toBe(state);
    expect(isInForce(certification(days), day(on))).toBe(holds);
  });
});

describe('EO 14411 § 6, CF-004: what CBP may decide', () => {
  test.each<[string, Days, string, boolean]>([
    ['in force', {}, '2025-01-01', true],
    ['renewal due', {}, '2026-11-22', true],
    ['renewed and in force', TIMELY, '2026-10-01', true],
    ['not yet received', {}, '2024-11-01', true],
    ['expired', {}, '2026-11-23', false],
    ['renewed and over', TIMELY, '2026-11-23', false],
    ['withdrawn', { withdrawn: ['CERTIFIER', '2025-01-01'] }, '2025-01-02', false],
  ])('%s', (_case, days, on, decidable) => {
    for (const decision of Object.keys(DECIDABLE) as (keyof typeof DECIDABLE)[]) {
      expect(mayBeDecided(certification(days), decision, day(on))).toBe(decidable);
    }
  });

  test.each([
    ['REVIEW', { review: '2025-06-01' }, '2025-06-02', true],
    ['REVIEW', {}, '2025-06-02', false],
    ['UPHOLD', { upheld: '2025-06-02' }, '2025-06-02', true],
    ['UPHOLD', { upheld: '2025-06-01' }, '2025-06-02', false], // a review a day later is another
    ['UPHOLD', { upheld: '2025-06-02', review: '2025-06-02' }, '2025-06-02', false],
    ['UPHOLD', { upheld: '2025-06-02', withdrawn: ['CBP', '2025-06-02'] }, '2025-06-02', false],
    ['WITHDRAW', { withdrawn: ['CBP', '2025-06-01'] }, '2025-06-02', true],
    ['WITHDRAW', { withdrawn: ['CERTIFIER', '2025-06-01'] }, '2025-06-02', false],
  ] as const)('%s on %o on %s already stands: %s', (decision, days, on, stands) => {
    expect(alreadyStands(certification(days), decision, day(on))).toBe(stands);
  });
});
