import { sharedFloat32 } from './arrays.ts';
import type { Segment } from './segment.ts';
import { mostInFirm, mostInPerson } from './word-class.ts';

/** How much each word and name of a segment weighs, in the list as it is. */
export interface Weights {
  readonly inPerson: Float32Array<SharedArrayBuffer>;
  readonly inFirm: Float32Array<SharedArrayBuffer>;
  /** Names that have the word, on the whole list. */
  readonly counts: Uint32Array<SharedArrayBuffer>;
  /** Of each name the sum of its words. */
  readonly ofName: Float32Array<SharedArrayBuffer>;
}

/** Up to this share of all names a word is as good as unique (policy). */
const RARE = 1e-4;
/** What a word loses each time it is ten times as common. */
const LOSS = 0.17;
const LEAST = 0.35;
/** A short list says little of how common a word is: as if it had so many names more. */
const UNSEEN_NAMES = 20_000;

/** @param names how many names the whole list has. */
export function rarity(count: number, names: number): number {
  const share = Math.max(count, 1) / (names + UNSEEN_NAMES);
  if (share <= RARE) return 1;
  return Math.max(LEAST, 1 - LOSS * Math.log10(share / RARE));
}

export function weightsOf(segment: Segment, counts: Uint32Array<SharedArrayBuffer>, names: number): Weights {
  const { classes } = segment.dictionary;
  const inPerson = sharedFloat32(counts.length);
  const inFirm = sharedFloat32(counts.length);
  for (let word = 0; word < counts.length; word += 1) {
    const rare = rarity(counts[word] as number, names);
    inPerson[word] = Math.min(rare, mostInPerson(classes[word] as number));
    inFirm[word] = Math.min(rare, mostInFirm(classes[word] as number));
  }
  return { inPerson, inFirm, counts, ofName: namesWeighed(segment, inPerson, inFirm) };
}

function namesWeighed(segment: Segment, inPerson: Float32Array, inFirm: Float32Array) {
  const { starts, values } = segment.wordsOf;
  const ofName = sharedFloat32(starts.length - 1);
  for (let name = 0; name < ofName.length; name += 1) {
    const weights = segment.kinds[segment.partyOf[name] as number] === 0 ? inPerson : inFirm;
    const end = starts[name + 1] as number;
    let sum = 0;
    for (let at = starts[name] as number; at < end; at += 1) sum += weights[values[at] as number] as number;
    ofName[name] = sum;
  }
  return ofName;
}
