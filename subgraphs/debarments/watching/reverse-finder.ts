import type { ListedIndex } from '../index/listed-index.ts';
import type { ListedParty, PartyFacts } from '../index/listed-party.ts';
import { askedParty } from '../match/asked-party.ts';
import { partFinder } from '../match/finder.ts';
import { changedNames } from './changed-names.ts';
import { changedPart } from './changed-part.ts';
import { keysOfParties, readMarks } from './marks.ts';

/** What has changed of a list, held against watched parties one by one. */
export interface ReverseFinder {
  /** Whether the party may be looked up anew: never false where its result has changed. */
  concerns(watched: WatchedFacts): boolean;
}

export interface WatchedFacts {
  readonly marks: string;
  /** `PartyFacts` as JSON: read where the marks say that it may be alike. */
  readonly facts: string;
  /** Whether anything on the list is like it: what becomes common there moves its scores. */
  readonly hasAlike: boolean;
}

/** @param parties those of the list that have changed, as they are on it. */
export function reverseFinder(index: ListedIndex, parties: readonly ListedParty[]): ReverseFinder {
  const part = changedPart(index, parties);
  const keys = keysOfParties(parties);
  const named = changedNames(index, part);
  const find = partFinder(part);
  return {
    concerns({ marks, facts, hasAlike }) {
      const { isPerson, names, keys: own } = readMarks(marks);
      if (own.some((key) => keys.has(key))) return true;
      if (hasAlike && names.some((words) => words.some(named.isMoved))) return true;
      if (!names.some((words) => named.mayBe(words, isPerson))) return false;
      return find(askedParty(JSON.parse(facts) as PartyFacts, index), 0).length > 0;
    },
  };
}
