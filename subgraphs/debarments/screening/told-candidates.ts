import type { ExclusionRow } from '../tables.ts';
import { partyKeyOf } from './party-rows.ts';

/**
 * Of more candidates than are told those that are: of each listed person its strongest
 * entry before a second one of anybody, so that a person with an entry for each program
 * and address takes nobody's place. In the order they came.
 */
export function toldCandidates<Item extends { readonly exclusion: ExclusionRow }>(
  candidates: readonly Item[],
  most: number,
): readonly Item[] {
  if (candidates.length <= most) return candidates;
  const persons = new Set<string>();
  const firsts: Item[] = [];
  const others: Item[] = [];
  for (const candidate of candidates) {
    const person = personOf(candidate.exclusion);
    (persons.has(person) ? others : firsts).push(candidate);
    persons.add(person);
  }
  const told = new Set([...firsts, ...others].slice(0, most));
  return candidates.filter((candidate) => told.has(candidate));
}

/** By SAM number, which is one person's; else as entries are one party. */
function personOf({ id, samNumber, classification, name, uei, city, postalCode, country }: ExclusionRow) {
  if (samNumber !== null) return samNumber;
  return partyKeyOf({
    id,
    classification,
    name,
    uei,
    otherNames: [],
    identifiers: [],
    agency: null,
    activeOn: '',
    addresses: [{ lines: [], city, region: null, postalCode, country }],
  });
}
