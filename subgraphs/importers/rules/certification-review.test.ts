import { describe, expect, test } from 'vitest';
import type { Parameter } from '../parameters.ts';
import { lastDayWithoutReview, type ReviewParameters, reviewDueOn } from './certification-review.ts';

const day = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text));

const from = (value: number, effectiveFrom: string | null): Parameter<number> => ({
  value,
  legalBasis: 'a test',
  status: 'PROPOSED',
  effectiveFrom,
});
const parameters = (review: string | null, expiry: string | null): ReviewParameters => ({
  period: from(12, review),
  grace: from(90, expiry),
});

describe('CF-003, EO 14411 § 6: periodic review and expiry, once they apply', () => {
  test.each([
    // received, last upheld, review from, expiry from, due, last day without
    ['2026-01-10', null, null, null, null, null], // neither applies yet
    ['2026-01-10', null, null, '2026-06-03', null, null], // no expiry without review
    ['2026-01-10', null, '2026-06-03', null, '2027-01-10', null], // review alone
    ['2026-01-10', null, '2026-06-03', '2026-06-03', '2027-01-10', '2027-04-10'],
    ['2025-01-10', null, '2026-06-03', '2026-06-03', '2026-06-03', '2026-09-01'], // overdue when it begins
    ['2025-01-10', null, '2026-06-03', '2027-01-01', '2026-06-03', '2027-04-01'], // expiry begins later
    ['2025-01-10', '2026-05-31', '2026-06-03', '2026-06-03', '2027-05-31', '2027-08-29'], // upheld
    ['2024-02-29', null, '2020-01-01', '2020-01-01', '2025-02-28', '2025-05-29'], // leap day
  ])('received %s, upheld %s, review from %s, expiry from %s: due %s, ends %s', (...row) => {
    const [receivedOn, upheldOn, reviewFrom, expiryFrom, due, last] = row;
    const certification = { receivedOn: Temporal.PlainDate.from(receivedOn), reviewedOn: day(upheldOn) };
    const set = parameters(reviewFrom, expiryFrom);
    expect(reviewDueOn(certification, set)?.toString() ?? null).toBe(due);
    expect(lastDayWithoutReview(certification, set)?.toString() ?? null).toBe(last);
  });

  test('as the order stands neither applies: it has set no day', () => {
    const certification = { receivedOn: Temporal.PlainDate.from('2020-01-01'), reviewedOn: null };
    expect(reviewDueOn(certification)).toBeNull();
    expect(lastDayWithoutReview(certification)).toBeNull();
  });
});
