import { expect, test } from 'vitest';
import { identityVerified } from './identity-verified.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ['a year', '2025-11-02', '2026-11-02'],
  ['a leap day', '2024-02-29', '2025-02-28'],
])(`${identityVerified.id} ${identityVerified.says} (counts until: %s)`, (_case, verifiedOn, renewBy) => {
  expect(identityVerified.renewBy(day(verifiedOn)).toString()).toBe(renewBy);
});

test.each([
  ['2026-11-02', '2025-11-02'],
  ['2025-02-28', '2024-02-28'], // so that a leap day still counts
])(`${identityVerified.id}: on %s what was verified since %s counts`, (on, since) => {
  expect(identityVerified.verifiedSince(day(on)).toString()).toBe(since);
});
