import { describe, expect, test } from 'vitest';
import { ratesUnder } from './rates.ts';

describe('identifiers of a day', () => {
  test.each([
    ['PLATFORM', null, 100_000],
    ['PLATFORM', 2_500_000, 2_500_000],
    ['CARRIER', 1_000, 1_000], // an agreement may give less
    ['RIGHTS_HOLDER', null, 500],
    ['PGA', 10, null], // agencies ask for as many as their purpose needs
    ['PUBLIC', null, 50],
  ] as const)('%s with %s by agreement: %s', (audience, agreed, expected) => {
    expect(ratesUnder(audience, agreed).identifiersPerDay).toBe(expected);
  });
});
