import { buildIndex, type ListedIndex } from '../../index/listed-index.ts';
import type { ListedParty } from '../../index/listed-party.ts';
import { type Texts, textAt, textsBuilder } from '../../index/texts.ts';
import { REVIEW_FROM } from '../../match/evidence-weights.ts';
import type { Finder } from '../../match/finder.ts';
import { isListingConclusive } from '../listing-conclusive.ts';
import { type ResultRow, told } from './result-row.ts';
import type { AskedSeller } from './screened-batch.ts';

/** A list of the caller's own in shared memory. */
export interface OwnIndex {
  /** Its parties go by their place in the list, from 0. */
  readonly index: ListedIndex;
  readonly ids: Texts;
  /** As listed. */
  readonly names: Texts;
  /** What the list is called in the results. */
  readonly source: string;
}

/** So that places as text stand in their order. */
const DIGITS = 9;
const MOST_CANDIDATES = 25;

export function ownIndex(parties: readonly ListedParty[], source: string): OwnIndex {
  const ids = textsBuilder();
  const names = textsBuilder();
  for (const { key, names: own } of parties) {
    ids.add(key);
    names.add(own[0] ?? '');
  }
  const { index } = buildIndex(
    parties.map((party, place) => ({ ...party, key: String(place).padStart(DIGITS, '0') })),
  );
  return { index, ids: ids.done(), names: names.done(), source };
}

/** A row for each candidate, the likeliest first, of equals as they are listed; or one without. */
export function rowsOnOwnList(
  { ids, names, source }: OwnIndex,
  { find }: Finder,
  { reference, party }: AskedSeller,
): readonly ResultRow[] {
  const candidates = find(party.facts, MOST_CANDIDATES).filter(({ score }) => score >= REVIEW_FROM);
  if (candidates.length === 0) {
    return [{ reference, verdict: 'NO_PUBLIC_ADVERSE_RECORD', match: null, source, because: '' }];
  }
  const isOrganization = party.kind !== 'PERSON';
  const verdict = candidates.some((each) => isListingConclusive(each, isOrganization))
    ? 'PUBLIC_LISTING_MATCH'
    : 'AMBIGUOUS';
  return candidates.map(({ key, score, features }) => {
    const place = Number(key);
    const match = { score, id: textAt(ids, place), name: textAt(names, place), explanation: told(features) };
    return { reference, verdict, match, source, because: '' };
  });
}
