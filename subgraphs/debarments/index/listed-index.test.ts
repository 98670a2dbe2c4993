import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { totalOf } from '../match/feature.ts';
import { finder } from '../match/finder.ts';
import { buildIndex, type IndexOwner, patchIndex } from './listed-index.ts';
import type { ListedParty } from './listed-party.ts';

const WORDS = [
  'ACME',
  'AKME',
  'ORCHARD',
  'MOHAMMED',
  'MUHAMAD',
  'HOLDING',
  'BLUE',
  'BLEU',
  'INTL',
  'LLC',
  'J',
  '2',
];
const name = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' '));
const address = fc.record({
  lines: fc.subarray(['12 Main St', '14 Main Street', 'PO Box 7'], { maxLength: 1 }),
  city: fc.constantFrom('Testerton', null),
  region: fc.constantFrom('NJ', 'OH', null),
  postalCode: fc.constantFrom('07001', '44460', null),
  country: fc.constantFrom('US', 'MX', null),
});
const facts = fc.record({
  kind: fc.constantFrom('PERSON' as const, 'ORGANIZATION' as const, 'OTHER' as const),
  names: fc.array(name, { minLength: 1, maxLength: 3 }),
  addresses: fc.array(address, { maxLength: 2 }),
  identifiers: fc.subarray([
    { scheme: 'UEI', value: 'ABCDEFGHJ123' },
    { scheme: 'CAGE', value: '1AB23' },
  ]),
  phones: fc.subarray(['(555) 010-0199', '555 0100 188']),
  emails: fc.subarray(['sales@example.org']),
});
const action = fc.constantFrom(undefined, '2026-01-10 HUD', '2026-02-20 DHS-CBP');
const keyed = fc.record({ key: fc.constantFrom(...'abcdefghij'), action, facts });
type Keyed = typeof keyed extends fc.Arbitrary<infer Value> ? Value : never;
const change = fc.record({
  put: fc.array(keyed, { maxLength: 4 }),
  gone: fc.subarray([...'abcdefghij'], { maxLength: 4 }),
});

const listed = ({ key, action: by, facts: own }: Keyed): ListedParty => ({
  key,
  ...(by === undefined ? {} : { action: by }),
  ...own,
});

describe('an index that is patched', () => {
  test('is the index that would be built of the same list', () => {
    const runs = fc.record({
      first: fc.array(keyed, { maxLength: 8 }),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
      asked: facts,
    });
    fc.assert(
      fc.property(runs, ({ first, changes, asked }) => {
        const list = new Map(first.map((each) => [each.key, listed(each)]));
        let owner: IndexOwner = buildIndex(list.values());
        for (const { put, gone } of changes) {
          owner = patchIndex(owner, { put: put.map(listed), gone });
          for (const key of gone) list.delete(key);
          for (const each of put) list.set(each.key, listed(each));
        }
        const patched = finder(owner.index).find(asked, 50);
        const rebuilt = finder(buildIndex(list.values()).index).find(asked, 50);
        expect(patched).toEqual(rebuilt);
      }),
      { numRuns: 300 },
    );
  });

  test('contributions add up to the score, which is between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(keyed, { minLength: 1, maxLength: 6 }), facts, (parties, asked) => {
        const list = new Map(parties.map((each) => [each.key, listed(each)]));
        for (const { score, features } of finder(buildIndex(list.values()).index).find(asked, 50)) {
          expect(totalOf(features)).toBe(score);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
