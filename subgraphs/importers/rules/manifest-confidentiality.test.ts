import { describe, expect, test } from 'vitest';
import type { Parameter } from '../parameters.ts';
import type { Certification } from './certification-state.ts';
import { lastDayInForce } from './certification-validity.ts';
import { manifestConfidentiality } from './manifest-confidentiality.ts';

const received = (text: string): Certification => {
  const receivedOn = Temporal.PlainDate.from(text);
  return {
    receivedOn,
    validUntil: lastDayInForce(receivedOn),
    withdrawnOn: null,
    withdrawnBy: null,
    underReviewSince: null,
    reviewedOn: null,
    renewedOn: null,
  };
};
const keeps = (value: boolean): Parameter<boolean> => ({
  value,
  legalBasis: 'a test',
  status: 'POLICY',
  effectiveFrom: '2026-06-03',
});

describe('CF-005, 19 CFR 103.31(d): a manifest certified confidential', () => {
  test.each([
    // received, manifest, asked, where older data is kept, where it is not
    [['2024-03-01'], '2024-02-29', '2024-06-01', null, null], // not yet received
    [['2024-03-01'], '2024-03-01', '2024-06-01', '2024-03-01', '2024-03-01'], // the day of receipt
    [['2024-03-01'], '2026-03-01', '2026-03-01', '2024-03-01', '2024-03-01'], // last day in force
    [['2024-03-01'], '2026-03-02', '2026-03-02', null, null], // lapsed, not renewed
    [['2024-03-01'], '2025-01-15', '2026-03-02', '2024-03-01', null], // asked after the lapse
    [['2024-02-29'], '2026-02-28', '2026-02-28', '2024-02-29', '2024-02-29'], // leap day
    [['2026-06-01', '2024-03-01'], '2026-04-01', '2026-07-01', null, null], // the gap of a late renewal
    [['2026-06-01', '2024-03-01'], '2025-01-15', '2026-07-01', '2024-03-01', '2024-03-01'], // renewed since
    [[], '2025-01-15', '2025-01-15', null, null],
  ] as const)(
    'received %o, manifest of %s, asked on %s: %s',
    (receivedOns, manifestOn, askedOn, kept, not) => {
      const certifications = receivedOns.map(received);
      const decided = (value: boolean) =>
        manifestConfidentiality(
          certifications,
          Temporal.PlainDate.from(manifestOn),
          Temporal.PlainDate.from(askedOn),
          keeps(value),
        )?.receivedOn.toString() ?? null;
      expect([decided(true), decided(false)]).toEqual([kept, not]);
    },
  );
});
