import { bonesOf, wordNumber } from '../index/dictionary.ts';
import { hashOfText } from '../index/hash.ts';
import type { ListedIndex } from '../index/listed-index.ts';
import { looksOf } from '../index/looks.ts';
import { rarity } from '../index/weights.ts';
import { mostInFirm, mostInPerson, wordClass } from '../index/word-class.ts';
import { soundOf } from '../names/sound.ts';
import { NICKNAME_GROUP } from '../names/word-lists.ts';
import { wordsOfName } from '../names/words-of-name.ts';

/** A word of the party asked about, ready to be compared with every word of the list. */
export interface AskedWord {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly bones: number;
  readonly nickname: number;
  /** Hashes. */
  readonly looks: number;
  readonly sound: number;
  readonly inPerson: number;
  readonly inFirm: number;
  /** Names on the list that have it. */
  readonly count: number;
}

export interface AskedName {
  readonly text: string;
  readonly words: readonly AskedWord[];
}

const encoder = new TextEncoder();

/** A word with a legal form at its end. */
export const GLUED_FORM =
  /^(.{4,})(?:INC|LLC|LTD|LIMITED|CORP|CORPORATION|COMPANY|GMBH|FZE|EOOD|OJSC|JSC|LLP|PLC)$/;

/** A last word that nobody has, without the legal form at its end where somebody has the rest. */
function withoutGluedForm(word: string, index: ListedIndex): readonly string[] {
  const rest = GLUED_FORM.exec(word)?.[1];
  if (rest === undefined || countOf(encoder.encode(word), index) > 0) return [word];
  return countOf(encoder.encode(rest), index) > 0 ? [rest] : [word];
}

/** Null where the name has no word. */
export function askedName(text: string, isPerson: boolean, index: ListedIndex): AskedName | null {
  const words = wordsOfName(text, isPerson);
  if (words.length === 0) return null;
  const once = words.filter((word, at) => words.length < 3 || word.length < 2 || words.indexOf(word) === at);
  if (!isPerson) once.push(...withoutGluedForm(once.pop() ?? '', index));
  return { text, words: once.map((word) => askedWord(word, index)) };
}

/** @param text a word as `wordsOfName` gives it. */
export function askedWord(text: string, index: ListedIndex): AskedWord {
  const bytes = encoder.encode(text);
  const count = countOf(bytes, index);
  const rare = rarity(count, index.names);
  const classes = wordClass(text);
  return {
    text,
    bytes,
    bones: bonesOf(text),
    nickname: NICKNAME_GROUP.get(text) ?? 0,
    looks: hashOfText(looksOf(text)),
    sound: hashOfText(soundOf(text)),
    inPerson: Math.min(rare, mostInPerson(classes)),
    inFirm: Math.min(rare, mostInFirm(classes)),
    count,
  };
}

function countOf(bytes: Uint8Array, { parts }: ListedIndex): number {
  for (const { segment, weights } of parts) {
    const number = wordNumber(segment.dictionary, bytes, bytes.length);
    if (number !== -1) return weights.counts[number] as number;
  }
  return 0;
}
