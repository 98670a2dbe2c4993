import type { Part } from '../index/listed-index.ts';
import { MOST_WORDS } from '../names/words-of-name.ts';
import type { AskedName, AskedWord } from './asked-name.ts';
import { clearPlaces, editDistance, noPlaces, type Places, setPlaces } from './edit-distance.ts';
import { matching } from './settings.ts';

/** How alike the words of the name asked about and the words of a part of the list are, each pair looked at once. */
export interface Likeness {
  /** Makes it ready for another name. */
  ask(name: AskedName): void;
  /** 0 to 1. @param place of the word asked about. */
  of(place: number, word: number): number;
  /** As `of` where the pair was looked at since `ask`, else less than 0. */
  known(place: number, word: number): number;
}

const UNKNOWN = -1;

export function likeness({ segment: { dictionary }, weights }: Part): Likeness {
  const { texts, bones, looks, sounds, nicknames } = dictionary;
  const words = bones.length;
  const known = new Float32Array(words * MOST_WORDS).fill(UNKNOWN);
  const touched: number[] = [];
  const places: Places[] = Array.from({ length: MOST_WORDS }, noPlaces);
  let asked: readonly AskedWord[] = [];
  return {
    ask(name) {
      for (const at of touched) known[at] = UNKNOWN;
      touched.length = 0;
      asked.forEach(({ bytes }, place) => {
        clearPlaces(places[place] as Places, bytes, bytes.length);
      });
      asked = name.words;
      asked.forEach(({ bytes }, place) => {
        setPlaces(places[place] as Places, bytes, bytes.length);
      });
    },
    of(place, word) {
      const at = place * words + word;
      const before = known[at] as number;
      if (before !== UNKNOWN) return before;
      const like = compared(asked[place] as AskedWord, places[place] as Places, word);
      known[at] = like;
      touched.push(at);
      return known[at] as number;
    },
    known: (place, word) => known[place * words + word] as number,
  };

  function compared(one: AskedWord, at: Places, word: number): number {
    const from = texts.starts[word] as number;
    const to = texts.starts[word + 1] as number;
    const length = one.bytes.length;
    const otherLength = to - from;
    const longer = Math.max(length, otherLength);
    if (length === 1 || otherLength === 1) {
      const isInitial = one.bytes[0] === texts.bytes[from] && (one.bytes[0] as number) >= 65;
      if (longer === 1) return one.bytes[0] === texts.bytes[from] ? 1 : 0;
      return isInitial ? matching.initial : 0;
    }
    const isNick = one.nickname !== 0 && one.nickname === nicknames[word];
    const hasSameBones = one.bones !== 0 && one.bones === bones[word];
    const apart = Math.abs(length - otherLength);
    if (apart > (longer < 8 ? 2 : 3) && !hasSameBones && !isNick && one.sound !== sounds[word]) return 0;
    const distance = editDistance(at, length, texts.bytes, from, to);
    if (distance === 0) return 1;
    let like = bySpelling(distance, longer);
    if (isNick) return Math.max(like, matching.nickname);
    if (longer > 2 && (one.looks === looks[word] || one.sound === sounds[word]))
      return Math.max(like, matching.looksLikeness);
    if (hasSameBones && distance / longer <= matching.boneApart) {
      like = longer >= 5 ? Math.max(like, matching.boneLikeness) : Math.min(0.9, like + 0.05);
    } else if (one.count >= matching.knownFrom && (weights.counts[word] as number) >= matching.knownFrom) {
      like *= matching.bothKnown;
    }
    return like;
  }
}

function bySpelling(distance: number, longer: number): number {
  const size = longer <= 3 ? 0 : longer <= 5 ? longer - 3 : longer <= 7 ? 3 : longer <= 9 ? 4 : 5;
  const likes = distance === 1 ? matching.oneOff : distance === 2 ? matching.twoOff : matching.threeOff;
  return distance > 3 ? 0 : (likes[size] as number);
}
