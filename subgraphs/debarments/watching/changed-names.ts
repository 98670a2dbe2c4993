import type { ListedIndex, Part } from '../index/listed-index.ts';
import { textAt } from '../index/texts.ts';
import { rarity } from '../index/weights.ts';
import { aligner } from '../match/alignment.ts';
import { alikeWords } from '../match/alike-words.ts';
import { type AskedName, type AskedWord, askedName, askedWord, GLUED_FORM } from '../match/asked-name.ts';
import { candidates, LEAST_SHARE } from '../match/candidates.ts';
import { LEAST_NAME } from '../match/finder.ts';
import { likeness } from '../match/likeness.ts';
import { nameScorer } from '../match/name-score.ts';
import { matching } from '../match/settings.ts';
import { trigrams } from '../match/trigrams.ts';

/** The names of a part of the list that has changed, held against words of watched parties. */
export interface ChangedNames {
  /** Whether one of the names is like this one: never false where the finder would say so. */
  mayBe(words: readonly string[], isPerson: boolean): boolean;
  /** Whether the word is like one that weighs otherwise than before. */
  isMoved(word: string): boolean;
}

/** Words remembered as they are asked about: the same few hundred thousand come again. */
const MOST_REMEMBERED = 200_000;
/** A word that has become rarer or more common by less moves no score past the margin of the edges. */
const MOVED_FROM = 0.0025;

interface Remembered {
  /** Null where a legal form may be cut from its end: then only the whole name tells. */
  readonly word: AskedWord | null;
  readonly isMoved: boolean;
  /** Names with a word like it, and how like it is the most. */
  readonly names: readonly { readonly name: number; readonly like: number }[];
}

/** Sums of weights in another order. */
const ROUNDED = 0.01;

export function changedNames(index: ListedIndex, part: Part): ChangedNames {
  const likes = likeness(part);
  const scorer = nameScorer(part, aligner(part, likes), trigrams(part));
  const candidate = candidates(part, likes);
  const alike = alikeWords(part, likes);
  const moved = movedWords(index, part);
  const remembered = new Map<string, Remembered>();
  const agreed = new Float32Array(part.segment.partyOf.length);
  const { words: written, pairs } = textsOf(part);

  return {
    isMoved: (word) => remember(word).isMoved,
    mayBe(words, isPerson) {
      if (!mayShare(words, isPerson)) return false;
      const asked = nameOf(words, isPerson);
      if (asked === null) return false;
      likes.ask(asked);
      return candidate.of(asked, isPerson, 0).some((name) => scorer.score(asked, name).score >= LEAST_NAME);
    },
  };

  /** As candidates are chosen, by the most that all words of a name may have in common. */
  function mayShare(words: readonly string[], isPerson: boolean): boolean {
    const touched: number[] = [];
    let whole = 0;
    let isOpen = false;
    for (const [at, text] of words.entries()) {
      const { word, names } = remember(text);
      const pair = at > 0 ? words[at - 1] + text : '';
      if (word === null || pairs.has(text) || written.has(pair) || pairs.has(pair)) isOpen = true;
      const weight = word === null ? 0 : isPerson ? word.inPerson : word.inFirm;
      if (text.length > 1) whole += weight;
      for (const { name, like } of names) {
        if (agreed[name] === 0) touched.push(name);
        agreed[name] = (agreed[name] as number) + weight * like;
      }
    }
    for (const name of touched) {
      const both = agreed[name] as number;
      agreed[name] = 0;
      const listedRest = Math.max(0, (part.weights.ofName[name] as number) - both);
      const share = both / (both + 0.35 * Math.max(0, whole - both) + 0.3 * listedRest);
      if (share >= LEAST_SHARE - ROUNDED) isOpen = true;
    }
    return isOpen;
  }

  function nameOf(words: readonly string[], isPerson: boolean): AskedName | null {
    const read: AskedWord[] = [];
    for (const [at, text] of words.entries()) {
      if (words.length > 2 && text.length > 1 && words.indexOf(text) !== at) continue;
      const { word } = remember(text);
      if (word === null) return askedName(words.join(' '), isPerson, index);
      read.push(word);
    }
    return read.length === 0 ? null : { text: '', words: read };
  }

  function remember(text: string): Remembered {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const word = askedWord(text, index);
    const found = likesOf(word);
    const read = {
      word: GLUED_FORM.test(text) ? null : word,
      isMoved: found.some(({ number }) => moved[number] === 1),
      names: namesWith(found),
    };
    remembered.set(text, read);
    return read;
  }

  function likesOf(word: AskedWord) {
    const asked = { text: word.text, words: [word] };
    likes.ask(asked);
    return alike.of(asked, 0).likes;
  }

  function namesWith(found: readonly { readonly number: number; readonly like: number }[]) {
    const { starts, values } = part.segment.namesWith;
    const best = new Map<number, number>();
    for (const { number, like } of found) {
      for (let at = starts[number] as number; at < (starts[number + 1] as number); at += 1) {
        const name = values[at] as number;
        best.set(name, Math.max(best.get(name) ?? 0, like));
      }
    }
    return [...best].map(([name, like]) => ({ name, like }));
  }
}

/** The words of the names, and each two that stand side by side written as one. */
function textsOf({ segment: { wordsOf, dictionary } }: Part) {
  const words = new Set<string>();
  const pairs = new Set<string>();
  for (let name = 0; name + 1 < wordsOf.starts.length; name += 1) {
    let before = '';
    for (let at = wordsOf.starts[name] as number; at < (wordsOf.starts[name + 1] as number); at += 1) {
      const word = textAt(dictionary.texts, wordsOf.values[at] as number);
      words.add(word);
      if (before !== '') pairs.add(before + word);
      before = word;
    }
  }
  return { words, pairs };
}

/** Of each word of the part whether what has changed makes it weigh otherwise on the list, or makes it known. */
function movedWords({ names }: ListedIndex, { segment, weights }: Part): Uint8Array {
  const { starts } = segment.namesWith;
  const moved = new Uint8Array(weights.counts.length);
  for (let word = 0; word < moved.length; word += 1) {
    const after = weights.counts[word] as number;
    const before = after - ((starts[word + 1] as number) - (starts[word] as number));
    const isKnownSince = before < matching.knownFrom && after >= matching.knownFrom;
    if (isKnownSince || rarity(before, names) - rarity(after, names) > MOVED_FROM) moved[word] = 1;
  }
  return moved;
}
