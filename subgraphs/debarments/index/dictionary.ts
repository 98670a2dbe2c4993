import { skeleton } from '../names/skeleton.ts';
import { soundOf } from '../names/sound.ts';
import { NICKNAME_GROUP } from '../names/word-lists.ts';
import { sharedUint8, sharedUint32 } from './arrays.ts';
import { type Buckets, bucketsBuilder } from './buckets.ts';
import { hashOf, hashOfText, hashWithout } from './hash.ts';
import { looksOf } from './looks.ts';
import { type Texts, textsBuilder } from './texts.ts';
import { wordClass } from './word-class.ts';

/** Every word of every name once, and the ways to find it. Words are ASCII. */
export interface Dictionary {
  readonly texts: Texts;
  readonly exact: Buckets;
  /** Under its own hash, those of it without one letter, and those of its looks and sound: two words of distance one meet in one of them. */
  readonly neighbours: Buckets;
  readonly byBones: Buckets;
  /** Hash of its consonants; 0 where there are too few to mean anything. */
  readonly bones: Uint32Array<SharedArrayBuffer>;
  /** Hashes of what it looks like, and of what it sounds like. */
  readonly looks: Uint32Array<SharedArrayBuffer>;
  readonly sounds: Uint32Array<SharedArrayBuffer>;
  readonly nicknames: Uint8Array<SharedArrayBuffer>;
  readonly classes: Uint8Array<SharedArrayBuffer>;
}

export const SHORTEST_WITH_NEIGHBOURS = 3;
const FEWEST_BONES = 2;
/** Beyond it, letters left out are not looked for: the rest tells enough. */
export const LAST_DELETION = 14;

export interface DictionaryBuilder {
  /** @returns the word's number. */
  add(word: string): number;
  done(): Dictionary;
}

export function dictionaryBuilder(): DictionaryBuilder {
  const numbers = new Map<string, number>();
  const texts = textsBuilder();
  return {
    add(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      const number = texts.add(word);
      numbers.set(word, number);
      return number;
    },
    done: () => dictionaryOf([...numbers.keys()], texts.done()),
  };
}

function dictionaryOf(words: readonly string[], texts: Texts): Dictionary {
  const exact = bucketsBuilder();
  const neighbours = bucketsBuilder();
  const byBones = bucketsBuilder();
  const bones = sharedUint32(words.length);
  const looks = sharedUint32(words.length);
  const sounds = sharedUint32(words.length);
  const nicknames = sharedUint8(words.length);
  const classes = sharedUint8(words.length);
  words.forEach((word, number) => {
    const from = texts.starts[number] as number;
    const to = texts.starts[number + 1] as number;
    const own = hashOf(texts.bytes, from, to);
    exact.add(own, number);
    if (word.length >= SHORTEST_WITH_NEIGHBOURS) {
      neighbours.add(own, number);
      for (let skip = from; skip < to && skip < from + LAST_DELETION; skip += 1) {
        if (skip > from && texts.bytes[skip] === texts.bytes[skip - 1]) continue;
        neighbours.add(hashWithout(texts.bytes, from, to, skip), number);
      }
      looks[number] = hashOfText(looksOf(word));
      sounds[number] = hashOfText(soundOf(word));
      if (looks[number] !== own) neighbours.add(looks[number] as number, number);
      if (sounds[number] !== own) neighbours.add(sounds[number] as number, number);
    }
    bones[number] = bonesOf(word);
    if (bones[number] !== 0) byBones.add(bones[number] as number, number);
    nicknames[number] = NICKNAME_GROUP.get(word) ?? 0;
    classes[number] = wordClass(word);
  });
  return {
    texts,
    exact: exact.done(),
    neighbours: neighbours.done(),
    byBones: byBones.done(),
    bones,
    looks,
    sounds,
    nicknames,
    classes,
  };
}

/** @returns 0 where the word has too few consonants. */
export function bonesOf(word: string): number {
  if (word.length < SHORTEST_WITH_NEIGHBOURS) return 0;
  const bones = skeleton(word);
  return bones.length < FEWEST_BONES ? 0 : hashOfText(bones) || 1;
}

/** The word's number, or -1. */
export function wordNumber({ exact, texts }: Dictionary, word: Uint8Array, length: number): number {
  const bucket = hashOf(word, 0, length) & exact.mask;
  const end = exact.starts[bucket + 1] as number;
  for (let at = exact.starts[bucket] as number; at < end; at += 1) {
    const number = exact.values[at] as number;
    if (isWord(texts, number, word, length)) return number;
  }
  return -1;
}

function isWord({ starts, bytes }: Texts, number: number, word: Uint8Array, length: number): boolean {
  const from = starts[number] as number;
  if ((starts[number + 1] as number) - from !== length) return false;
  for (let at = 0; at < length; at += 1) if (bytes[from + at] !== word[at]) return false;
  return true;
}
