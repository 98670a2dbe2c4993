import type { ListedIndex, Part } from '../index/listed-index.ts';
import { rarity } from '../index/weights.ts';
import { aligner } from '../match/alignment.ts';
import { alikeWords } from '../match/alike-words.ts';
import { type AskedName, type AskedWord, askedName } from '../match/asked-name.ts';
import { candidates } from '../match/candidates.ts';
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
const MOVED_FROM = 0.005;

interface Remembered {
  /** Null where the word by itself reads as something else: then only the whole name tells. */
  readonly word: AskedWord | null;
  readonly isMoved: boolean;
}

export function changedNames(index: ListedIndex, part: Part): ChangedNames {
  const likes = likeness(part);
  const scorer = nameScorer(part, aligner(part, likes), trigrams(part));
  const candidate = candidates(part, likes);
  const alike = alikeWords(part, likes);
  const moved = movedWords(index, part);
  const remembered = new Map<string, Remembered>();

  return {
    isMoved: (word) => remember(word).isMoved,
    mayBe(words, isPerson) {
      const asked = nameOf(words, isPerson);
      if (asked === null) return false;
      likes.ask(asked);
      return candidate.of(asked, isPerson, 0).some((name) => scorer.score(asked, name).score >= LEAST_NAME);
    },
  };

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
    const asked = askedName(text, false, index);
    const [word] = asked?.words ?? [];
    const isItself = asked !== null && asked.words.length === 1 && word?.text === text;
    const read = {
      word: isItself && word !== undefined ? word : null,
      isMoved: !isItself || isLikeMoved(asked),
    };
    remembered.set(text, read);
    return read;
  }

  function isLikeMoved(asked: AskedName): boolean {
    likes.ask(asked);
    return alike.of(asked, 0).likes.some(({ number }) => moved[number] === 1);
  }
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
