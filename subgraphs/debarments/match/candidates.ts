import type { Buckets } from '../index/buckets.ts';
import { hashOfText } from '../index/hash.ts';
import type { Part } from '../index/listed-index.ts';
import { alikeWords, LEAST_LIKE } from './alike-words.ts';
import type { AskedName } from './asked-name.ts';
import type { Likeness } from './likeness.ts';
import { matching } from './settings.ts';

/** Names of a part that may be the name asked about, the likeliest first. */
export interface Candidates {
  /** @param more than usual. */
  of(asked: AskedName, isPerson: boolean, more: number): readonly number[];
}

/** A name's rarest word finds all names that have it; the others find more while that is no more than so many. */
const MOST_OPENED = 1_500;
/** Share of two names that must agree before they are compared word by word. */
export const LEAST_SHARE = 0.42;
const MOST_CANDIDATES = 64;
/** Past the first of them a name must agree so much more. */
const SURE_CANDIDATES = 20;
const LEAST_SHARE_OF_MORE = 0.66;
/** Words that weigh less find nothing by themselves. */
const LEAST_WEIGHT = 0.3;
const SHORTEST_GLUED = 5;

export function candidates(part: Part, likeness: Likeness): Candidates {
  const { segment, weights, isListed } = part;
  const { dictionary, namesWith, joined, partyOf } = segment;
  const alike = alikeWords(part, likeness);
  const names = partyOf.length;
  const agreed = new Float32Array(names);
  const marks = new Uint32Array(names);
  const found = new Uint32Array(names);
  let mark = 0;
  let count = 0;

  return {
    of(asked, isPerson, more) {
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
      const finding = asked.words
        .map((word, place) => ({ word, place, weight: isPerson ? word.inPerson : word.inFirm }))
        .filter(({ weight }) => weight >= LEAST_WEIGHT || weight === heaviest)
        .map((each) => ({ ...each, ...alike.of(asked, each.place) }))
        .sort((one, other) => one.names - other.names);
      let room = MOST_OPENED;
      for (const { word, place, weight, likes, names } of finding) {
        mark += 1;
        if (room === MOST_OPENED || names <= room) {
          for (const { like, number } of likes) agree(number, weight * like, round);
        } else agreeAmongFound(place, weight);
        room -= names;
        if (word.text.length >= SHORTEST_GLUED) glued(hashOfText(word.text), weight, round);
      }
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
      // NOTE: initials agree with many and say little, so that the right name may be far down.
      const hasInitials = asked.words.some((word) => word.text.length === 1);
      return likeliest(
        whole,
        (hasInitials ? MOST_CANDIDATES : SURE_CANDIDATES) + more,
        MOST_CANDIDATES + more,
      );
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

  /** As `agree` with all words like the one at this place, but for names found already. */
  function agreeAmongFound(place: number, weight: number): void {
    const { starts, values } = segment.wordsOf;
    for (let nth = 0; nth < count; nth += 1) {
      const name = found[nth] as number;
      const end = starts[name + 1] as number;
      let best = 0;
      for (let at = starts[name] as number; at < end; at += 1) {
        best = Math.max(best, likeness.known(place, values[at] as number));
      }
      if (best < LEAST_LIKE) continue;
      agreed[name] = (agreed[name] as number) + weight * best;
      marks[name] = mark;
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

  /**
   * By the most that the words not looked at could leave of the score.
   *
   * @param sure how many are looked at however little agrees.
   */
  function likeliest(whole: number, sure: number, most: number): readonly number[] {
    const kept: { readonly name: number; readonly share: number }[] = [];
    const { ofName } = weights;
    let least = LEAST_SHARE;
    for (let nth = 0; nth < count; nth += 1) {
      const name = found[nth] as number;
      const both = agreed[name] as number;
      const askedRest = whole > both ? whole - both : 0;
      const listedRest = (ofName[name] as number) - both;
      const share = both / (both + 0.35 * askedRest + (listedRest > 0 ? 0.3 * listedRest : 0));
      if (share < least || isListed[partyOf[name] as number] === 0) continue;
      kept.push({ name, share });
      if (kept.length === most * 4) least = trimmed(kept, most);
    }
    trimmed(kept, most);
    return kept
      .filter(({ share }, nth) => nth < sure || share >= LEAST_SHARE_OF_MORE)
      .map(({ name }) => name);
  }
}

/** Leaves the best in order, of equals the earlier. @returns the share of the last. */
function trimmed(kept: { readonly name: number; readonly share: number }[], most: number): number {
  kept.sort((one, other) => other.share - one.share || one.name - other.name);
  if (kept.length > most) kept.length = most;
  return kept.at(-1)?.share ?? LEAST_SHARE;
}
