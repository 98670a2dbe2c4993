import { expect, test } from 'vitest';
import { lastConsentDay } from './consent-term.ts';

test.each([
  ['2026-11-02', '2026-12-02'],
  ['2026-02-01', '2026-03-03'], // over a short month
])('EO 14411 § 2(d), policy: a consent of %s ends on %s at the latest', (grantedOn, last) => {
  expect(lastConsentDay(Temporal.PlainDate.from(grantedOn)).toString()).toBe(last);
});
