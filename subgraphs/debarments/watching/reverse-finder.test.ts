import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildIndex, patchIndex } from '../index/listed-index.ts';
import type { ListedParty, PartyFacts } from '../index/listed-party.ts';
import { finder } from '../match/finder.ts';
import {
  type InventedPlace,
  inventedCage,
  inventedName,
  inventedPlace,
} from './invented-parties-under-test.ts';
import { marksOf } from './marks.ts';
import { reverseFinder } from './reverse-finder.ts';

const addressOf = ({ street, city, zip }: InventedPlace) => ({
  lines: [street],
  city,
  region: null,
  postalCode: zip,
  country: 'US',
});
const facts = (place: fc.Arbitrary<InventedPlace | null>): fc.Arbitrary<PartyFacts> =>
  fc
    .record({
      kind: fc.constantFrom('ORGANIZATION' as const, 'PERSON' as const, null),
      names: fc.array(inventedName, { minLength: 1, maxLength: 2 }),
      place,
      cage: fc.option(inventedCage, { freq: 1 }),
    })
    .map(({ kind, names, place: at, cage }) => ({
      kind,
      names,
      addresses: at === null ? [] : [addressOf(at)],
      identifiers: cage === null ? [] : [{ scheme: 'CAGE', value: cage }],
      phones: [],
      emails: [],
    }));
const listed = fc.array(facts(inventedPlace), { minLength: 1, maxLength: 30 });
const keyed = (parties: readonly PartyFacts[], prefix: string): readonly ListedParty[] =>
  parties.map((party, nth) => ({ ...party, key: `${prefix}${nth}` }));

test('whoever is found on the list among what changed of it is concerned', () => {
  let concerned = 0;
  let spared = 0;
  fc.assert(
    fc.property(
      listed,
      listed,
      fc.array(facts(fc.constant(null)), { minLength: 20, maxLength: 60 }),
      (before, changed, watched) => {
        const delta = keyed(changed.slice(0, 8), 'changed ');
        const { index } = patchIndex(buildIndex(keyed(before, 'before ')), { put: delta, gone: [] });
        const { find } = finder(index);
        const reverse = reverseFinder(index, delta);
        for (const party of watched) {
          const isFound = find(party, 60).some(({ key }) => key.startsWith('changed '));
          const concerns = reverse.concerns({
            marks: marksOf(party),
            facts: JSON.stringify(party),
            hasAlike: false,
          });
          if (isFound) expect(concerns).toBe(true);
          if (concerns) concerned += 1;
          else spared += 1;
        }
      },
    ),
    { numRuns: 60, seed: 20261122 },
  );
  expect(concerned).toBeGreaterThan(100);
  expect(spared).toBeGreaterThan(100);
});
