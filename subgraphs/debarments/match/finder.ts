import { partiesUnder } from '../index/key-table.ts';
import type { ListedIndex, Part } from '../index/listed-index.ts';
import type { PartyFacts } from '../index/listed-party.ts';
import { textAt } from '../index/texts.ts';
import { aligner } from './alignment.ts';
import { type AskedParty, askedParty } from './asked-party.ts';
import { candidates } from './candidates.ts';
import { TOLD_FROM } from './evidence-weights.ts';
import type { Feature } from './feature.ts';
import { likeness } from './likeness.ts';
import type { BestName } from './name-features.ts';
import { nameScorer } from './name-score.ts';
import { type FoundKeys, scoreParty } from './party-score.ts';
import { trigrams } from './trigrams.ts';

/** A listed party that may be the one asked about. */
export interface Found {
  readonly key: string;
  /** The name of it that is most alike, as listed; its own where none is. */
  readonly name: string;
  /** 0 to 1; the contributions of the features add up to it. */
  readonly score: number;
  /** What the names alone are worth. */
  readonly nameScore: number;
  /** Found by an identifier. */
  readonly isIdentified: boolean;
  readonly features: readonly Feature[];
}

export interface Finder {
  /**
   * @param more names and parties than usual, for those that will be looked past.
   * @returns the most alike first, of equals by key; at most `most` and `more`.
   */
  find(facts: PartyFacts, most: number, more?: number): readonly Found[];
}

/** An address that more parties have than this finds none of them by itself. */
const MOST_UNDER_A_KEY = 200;

/** Finds parties in one index, which never changes. It keeps room of its own: one for each thread. */
export function finder(index: ListedIndex): Finder {
  const parts = index.parts.map(partFinder);
  return {
    find(facts, most, more = 0) {
      const asked = askedParty(facts, index);
      return parts
        .flatMap((part) => part(asked, more))
        .sort((one, other) => other.score - one.score || (one.key < other.key ? -1 : 1))
        .slice(0, most + more);
    },
  };
}

const NO_KEYS: FoundKeys = { identifiers: [], phone: null, email: null };
/** A name alone that is worth less than this cannot be told whatever its place. */
export const LEAST_NAME = TOLD_FROM - 0.08;

/** Finds parties in one part, which may be made of parties that another index has. */
export function partFinder(part: Part): (asked: AskedParty, more: number) => readonly Found[] {
  const { segment, isListed } = part;
  const { partyKeys, names, namesOf, partyOf, keys } = segment;
  const likes = likeness(part);
  const align = aligner(part, likes);
  const scorer = nameScorer(part, align, trigrams(part));
  const candidate = candidates(part, likes);

  return (asked, more) => {
    if (isListed.length === 0) return [];
    const byKey = foundByKey(asked);
    const best = bestNames(asked, byKey, more);
    const found: Found[] = [];
    for (const party of new Set([...best.keys(), ...byKey.keys()])) {
      if (isListed[party] === 0) continue;
      const named = best.get(party) ?? null;
      const met = byKey.get(party) ?? NO_KEYS;
      const { score, features, nameScore } = scoreParty({ part, scorer }, asked, {
        party,
        best: named,
        keys: met,
      });
      if (score < TOLD_FROM) continue;
      const name = named?.name ?? (namesOf.values[namesOf.starts[party] as number] as number);
      found.push({
        key: textAt(partyKeys, party),
        name: textAt(names, name),
        score,
        nameScore,
        isIdentified: met.identifiers.length > 0,
        features,
      });
    }
    return found;
  };

  function bestNames(
    asked: AskedParty,
    byKey: ReadonlyMap<number, FoundKeys>,
    more: number,
  ): Map<number, BestName> {
    const best = new Map<number, BestName>();
    for (const name of asked.names) {
      likes.ask(name);
      const consider = (number: number, least: number) => {
        const scored = scorer.score(name, number);
        const party = partyOf[number] as number;
        const before = best.get(party);
        if (scored.score < least || (before !== undefined && before.scored.score >= scored.score)) return;
        best.set(party, { asked: name, name: number, scored });
      };
      for (const number of candidate.of(name, asked.kind === 'PERSON', more)) consider(number, LEAST_NAME);
      for (const party of byKey.keys()) {
        for (let at = namesOf.starts[party] as number; at < (namesOf.starts[party + 1] as number); at += 1) {
          consider(namesOf.values[at] as number, 0);
        }
      }
    }
    return best;
  }

  function foundByKey(asked: AskedParty): ReadonlyMap<number, FoundKeys> {
    const found = new Map<number, FoundKeys>();
    const add = (party: number, more: (before: FoundKeys) => FoundKeys) => {
      found.set(party, more(found.get(party) ?? NO_KEYS));
    };
    for (const { key, scheme, text } of asked.identifiers) {
      for (const party of partiesUnder(keys, key)) {
        add(party, (before) => ({
          ...before,
          identifiers: [...before.identifiers, { scheme, text, value: text }],
        }));
      }
    }
    for (const { key, text } of asked.phones) {
      for (const party of few(key)) add(party, (before) => ({ ...before, phone: text }));
    }
    for (const { key, text } of asked.emails) {
      for (const party of few(key)) add(party, (before) => ({ ...before, email: text }));
    }
    for (const key of asked.addressKeys) for (const party of few(key)) add(party, (before) => before);
    return found;
  }

  function few(key: string): readonly number[] {
    const parties = partiesUnder(keys, key);
    return parties.length > MOST_UNDER_A_KEY ? [] : parties;
  }
}
