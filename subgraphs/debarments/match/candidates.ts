import type { Buckets } from '../index/buckets.ts';
import { LAST_DELETION, SHORTEST_WITH_NEIGHBOURS } from '../index/dictionary.ts';
import { hashOf, hashOfText, hashWithout } from '../index/hash.ts';
import type { Part } from '../index/listed-index.ts';
import type { AskedName } from './asked-name.ts';
import type { Likeness } from './likeness.ts';
import { matching } from './settings.ts';

/** Names of a part that may be the name asked about, the likeliest first. */
export interface Candidates {
  of(asked: AskedName, isPerson: boolean): readonly number[];
}

/** Words less alike than this do not make a name a candidate. */
const LEAST_LIKE = 0.58;
/** Share of two names that must agree before they are compared word by word. */
const LEAST_SHARE = 0.42;
const MOST_CANDIDATES = 64;
/** Words that weigh less find nothing by themselves. */
const LEAST_WEIGHT = 0.3;
const SHORTEST_GLUED = 5;

export function candidates({ segment, weights, isListed }: Part, likeness: Likeness): Candidates {
  const { dictionary, namesWith, joined, partyOf } = segment;
  const names = partyOf.length;
  const agreed = new Float32Array(names);
  const marks = new Uint32Array(names);
  const found = new Uint32Array(names);
  let mark = 0;
  let count = 0;

  return {
    of(asked, isPerson) {
      count = 0;
      if (mark > 0xff000000) {
        marks.fill(0);
        mark = 0;
      }
      const round = mark;
      let whole = 0;
      let heaviest = 0;
      for (const word of asked.words) {
        const weight = isPerson ? word.inPerson : word.inFirm;
        if (word.text.length > 1) whole += weight;
        heaviest = Math.max(heaviest, weight);
      }
      asked.words.forEach((word, place) => {
        const weight = isPerson ? word.inPerson : word.inFirm;
        mark += 1;
        if (weight >= LEAST_WEIGHT || weight === heaviest) {
          for (const { like, number } of alike(asked, place)) agree(number, weight * like, round);
          if (word.text.length >= SHORTEST_GLUED) glued(hashOfText(word.text), weight, round);
        }
      });
      for (let place = 0; place + 1 < asked.words.length; place += 1) {
        const pair = (asked.words[place]?.text ?? '') + (asked.words[place + 1]?.text ?? '');
        if (pair.length < SHORTEST_GLUED) continue;
        mark += 1;
        const weight = pairOf(asked, place, isPerson);
        const hash = hashOfText(pair);
        each(dictionary.exact, hash, (number) => {
          if (textIs(number, pair)) agree(number, weight, round);
        });
        glued(hash, weight, round);
      }
      return likeliest(whole);
    },
  };

  function pairOf(asked: AskedName, place: number, isPerson: boolean): number {
    const weight = (at: number) => (isPerson ? asked.words[at]?.inPerson : asked.words[at]?.inFirm) ?? 0;
    return weight(place) + weight(place + 1);
  }

  function agree(word: number, share: number, round: number): void {
    const end = namesWith.starts[word + 1] as number;
    for (let at = namesWith.starts[word] as number; at < end; at += 1) {
      agreeName(namesWith.values[at] as number, share, round);
    }
  }

  function agreeName(name: number, share: number, round: number): void {
    const last = marks[name] as number;
    if (last === mark) return;
    if (last <= round) {
      agreed[name] = share;
      found[count] = name;
      count += 1;
    } else {
      agreed[name] = (agreed[name] as number) + share;
    }
    marks[name] = mark;
  }

  function glued(hash: number, weight: number, round: number): void {
    each(joined, hash, (name) => agreeName(name, weight * matching.joined, round));
  }

  /** Words of the list like this one, the most alike first. */
  function alike(asked: AskedName, place: number) {
    const word = asked.words[place];
    const likes: { readonly number: number; readonly like: number }[] = [];
    if (word === undefined) return likes;
    const { bytes, bones, looks, text } = word;
    const consider = (number: number) => {
      if (likeness.isKnown(place, number)) return;
      const like = likeness.of(place, number);
      if (like >= LEAST_LIKE) likes.push({ number, like });
    };
    const own = hashOf(bytes, 0, bytes.length);
    each(dictionary.exact, own, consider);
    if (bytes.length >= SHORTEST_WITH_NEIGHBOURS) {
      each(dictionary.neighbours, own, consider);
      for (let skip = 0; skip < bytes.length && skip < LAST_DELETION; skip += 1) {
        if (skip > 0 && bytes[skip] === bytes[skip - 1]) continue;
        each(dictionary.neighbours, hashWithout(bytes, 0, bytes.length, skip), consider);
      }
      if (looks !== text) each(dictionary.neighbours, hashOfText(looks), consider);
    }
    if (bones !== 0) {
      each(dictionary.byBones, bones, (number) => {
        if (dictionary.bones[number] === bones) consider(number);
      });
    }
    return likes.sort((one, other) => other.like - one.like);
  }

  function each(buckets: Buckets, hash: number, visit: (value: number) => void): void {
    const bucket = hash & buckets.mask;
    const end = buckets.starts[bucket + 1] as number;
    for (let at = buckets.starts[bucket] as number; at < end; at += 1) visit(buckets.values[at] as number);
  }

  function textIs(number: number, text: string): boolean {
    const { starts, bytes } = dictionary.texts;
    const from = starts[number] as number;
    if ((starts[number + 1] as number) - from !== text.length) return false;
    for (let at = 0; at < text.length; at += 1) if (bytes[from + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  /** By the most that the words not looked at could leave of the score. */
  function likeliest(whole: number): readonly number[] {
    const kept: { readonly name: number; readonly share: number }[] = [];
    const { ofName } = weights;
    let least = LEAST_SHARE;
    for (let nth = 0; nth < count; nth += 1) {
      const name = found[nth] as number;
      const both = agreed[name] as number;
      const share =
        both / (both + 0.35 * Math.max(0, whole - both) + 0.3 * Math.max(0, (ofName[name] as number) - both));
      if (share < least || isListed[partyOf[name] as number] === 0) continue;
      kept.push({ name, share });
      if (kept.length === MOST_CANDIDATES * 4) least = trimmed(kept);
    }
    trimmed(kept);
    return kept.map(({ name }) => name);
  }
}

/** Leaves the best in order, of equals the earlier. @returns the share of the last. */
function trimmed(kept: { readonly name: number; readonly share: number }[]): number {
  kept.sort((one, other) => other.share - one.share || one.name - other.name);
  if (kept.length > MOST_CANDIDATES) kept.length = MOST_CANDIDATES;
  return kept.at(-1)?.share ?? LEAST_SHARE;
}
