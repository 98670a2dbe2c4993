import { describe, expect, test } from 'vitest';
import type { Comparison } from './evidence.ts';
import { isConclusive, verdictOf } from './verdict.ts';

/** `NAME+`, `CITY-`: what agrees and what does not. */
function features(written: string): readonly Comparison[] {
  return written.split(' ').map((each) => ({
    feature: each.slice(0, -1) as Comparison['feature'],
    query: '',
    candidate: '',
    agrees: each.endsWith('+'),
  }));
}

describe("when the exclusion is the party's", () => {
  test.each([
    ['UEI+', 'FIRM', true],
    ['NPI+ NAME+ COUNTRY-', 'INDIVIDUAL', true],
    ['UEI-', 'FIRM', false],
    ['NAME+', 'FIRM', false],
    ['NAME+', 'INDIVIDUAL', false],
    ['NAME+ POSTAL_CODE+', 'FIRM', true],
    ['NAME+ POSTAL_CODE+ UEI-', 'FIRM', true],
    ['NAME+ POSTAL_CODE+', 'INDIVIDUAL', true],
    ['SHORT_NAME+ POSTAL_CODE+', 'INDIVIDUAL', true],
    ['NAME+ POSTAL_CODE+ KIND-', 'INDIVIDUAL', false],
    ['NAME+ STREET+ POSTAL_CODE-', 'FIRM', true],
    ['NAME+ CITY+', 'FIRM', true],
    ['NAME+ CITY+', 'INDIVIDUAL', false],
    ['NAME+ CITY+ POSTAL_CODE-', 'FIRM', false],
    ['NAME+ CITY+ COUNTRY-', 'FIRM', false],
    ['NAME+ COUNTRY+', 'SPECIAL_ENTITY_DESIGNATION', true],
    ['NAME+ COUNTRY+', 'INDIVIDUAL', false],
    ['NAME+ COUNTRY+ CITY-', 'FIRM', false],
    ['NAME+ COUNTRY+ STREET-', 'FIRM', false],
    ['NAME+ COUNTRY+ UEI-', 'FIRM', false],
    ['OTHER_NAME+ POSTAL_CODE+', 'FIRM', true],
    ['OTHER_NAME+ CITY+ COUNTRY+', 'FIRM', false],
    ['POSTAL_CODE+ STREET+ COUNTRY+', 'FIRM', false],
  ] as const)('%s of %s: %s', (written, classification, conclusive) => {
    expect(isConclusive(features(written), classification)).toBe(conclusive);
  });
});

const conclusive = { conclusive: true };
const namesake = { conclusive: false };

describe('the verdict: what was found is told on any list, that nothing was found only on a current one', () => {
  test.each([
    [[conclusive, namesake], false, false, false, 'PUBLIC_EXCLUSION'],
    [[conclusive], true, false, false, 'PUBLIC_EXCLUSION'],
    [[conclusive], false, true, false, 'PUBLIC_EXCLUSION'],
    [[conclusive], false, false, true, 'PUBLIC_EXCLUSION'],
    [[namesake], false, false, false, 'AMBIGUOUS'],
    [[namesake], true, false, false, 'AMBIGUOUS'],
    [[namesake], false, true, true, 'AMBIGUOUS'],
    [[], true, false, false, 'LISTED_TRUSTED'],
    [[], true, false, true, 'LISTED_TRUSTED'],
    [[], false, false, true, 'CONSENT_REQUIRED'],
    [[], false, false, false, 'NO_PUBLIC_ADVERSE_RECORD'],
    [[], false, true, false, 'UNAVAILABLE'],
    [[], false, true, true, 'UNAVAILABLE'],
    [[], true, true, false, 'UNAVAILABLE'],
  ] as const)(
    '%j, trusted %s, stale %s, without its consent %s: %s',
    (candidates, isListedTrusted, isStale, lacksConsent, verdict) => {
      expect(verdictOf({ candidates, isListedTrusted, isStale, lacksConsent })).toBe(verdict);
    },
  );
});
