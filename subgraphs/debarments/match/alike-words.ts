import type { Buckets } from '../index/buckets.ts';
import { LAST_DELETION, SHORTEST_WITH_NEIGHBOURS } from '../index/dictionary.ts';
import { hashOf, hashWithout } from '../index/hash.ts';
import type { Part } from '../index/listed-index.ts';
import type { AskedName } from './asked-name.ts';
import type { Likeness } from './likeness.ts';

interface Like {
  readonly number: number;
  readonly like: number;
}

interface Alike {
  readonly likes: readonly Like[];
  /** How many names have them, on the whole list. */
  readonly names: number;
}

/** Words of the list that are like a word asked about. */
export interface AlikeWords {
  /** The most alike first. */
  of(asked: AskedName, place: number): Alike;
}

/** Words less alike than this do not make a name a candidate. */
export const LEAST_LIKE = 0.58;

export function alikeWords({ segment: { dictionary }, weights }: Part, likeness: Likeness): AlikeWords {
  return { of };

  function of(asked: AskedName, place: number): Alike {
    const likes: Like[] = [];
    const word = asked.words[place];
    if (word === undefined) return { likes, names: 0 };
    const { bytes, bones, looks, sound } = word;
    const own = hashOf(bytes, 0, bytes.length);
    consider(dictionary.exact, own, place, likes);
    if (bytes.length >= SHORTEST_WITH_NEIGHBOURS) {
      consider(dictionary.neighbours, own, place, likes);
      for (let skip = 0; skip < bytes.length && skip < LAST_DELETION; skip += 1) {
        if (skip > 0 && bytes[skip] === bytes[skip - 1]) continue;
        consider(dictionary.neighbours, hashWithout(bytes, 0, bytes.length, skip), place, likes);
      }
      if (looks !== own) consider(dictionary.neighbours, looks, place, likes);
      if (sound !== own) consider(dictionary.neighbours, sound, place, likes);
    }
    if (bones !== 0) consider(dictionary.byBones, bones, place, likes);
    if (likes.length > 1) likes.sort((one, other) => other.like - one.like);
    let names = 0;
    for (const { number } of likes) names += weights.counts[number] as number;
    return { likes, names };
  }

  function consider(buckets: Buckets, hash: number, place: number, likes: Like[]): void {
    const bucket = hash & buckets.mask;
    const end = buckets.starts[bucket + 1] as number;
    for (let at = buckets.starts[bucket] as number; at < end; at += 1) {
      const number = buckets.values[at] as number;
      if (likeness.known(place, number) >= 0) continue;
      const like = likeness.of(place, number);
      if (like >= LEAST_LIKE) likes.push({ number, like });
    }
  }
}
