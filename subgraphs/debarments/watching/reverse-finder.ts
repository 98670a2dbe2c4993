import { hashOfText } from '../index/hash.ts';
import type { ListedIndex, Part } from '../index/listed-index.ts';
import type { ListedParty, PartyFacts } from '../index/listed-party.ts';
import { alikeWords } from '../match/alike-words.ts';
import { askedName } from '../match/asked-name.ts';
import { askedParty } from '../match/asked-party.ts';
import { partFinder } from '../match/finder.ts';
import { likeness } from '../match/likeness.ts';
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
  /** Whether anything on the list is like it: what is common there moves its scores. */
  readonly hasAlike: boolean;
}

/** Words remembered whether anything that changed is like them: the same few hundred thousand come again. */
const MOST_REMEMBERED = 400_000;
const SHORTEST_JOINED = 5;

/** @param parties those of the list that have changed, as they are on it. */
export function reverseFinder(index: ListedIndex, parties: readonly ListedParty[]): ReverseFinder {
  const part = changedPart(index, parties);
  const keys = keysOfParties(parties);
  const isMet = metWords(index, part);
  const find = partFinder(part);
  return {
    concerns({ marks, facts, hasAlike }) {
      const { names, keys: own } = readMarks(marks);
      if (own.some((key) => keys.has(key))) return true;
      if (!names.some(hasMetWord)) return false;
      return hasAlike || find(askedParty(JSON.parse(facts) as PartyFacts, index), 0).length > 0;
    },
  };

  function hasMetWord(words: readonly string[]): boolean {
    return words.some((word, place) => {
      const next = words[place + 1];
      return isMet(word) || (next !== undefined && isMet(word + next));
    });
  }
}

/** Whether a word, or two written as one, is like a word or a pair of words of the part. */
function metWords(index: ListedIndex, part: Part): (word: string) => boolean {
  const likes = likeness(part);
  const alike = alikeWords(part, likes);
  const { joined } = part.segment;
  const remembered = new Map<string, boolean>();
  return (word) => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const isMet = isJoined(word) || isAlike(word);
    remembered.set(word, isMet);
    return isMet;
  };

  function isJoined(word: string): boolean {
    if (word.length < SHORTEST_JOINED) return false;
    const bucket = hashOfText(word) & joined.mask;
    return joined.starts[bucket] !== joined.starts[bucket + 1];
  }

  function isAlike(word: string): boolean {
    const asked = askedName(word, false, index);
    // NOTE: a word that reads as something else by itself is not known to be unlike.
    if (asked === null || asked.words.length !== 1) return true;
    likes.ask(asked);
    return alike.of(asked, 0).likes.length > 0;
  }
}
