import type { Part } from '../index/listed-index.ts';
import { soundOf } from '../names/sound.ts';
import { MOST_WORDS } from '../names/words-of-name.ts';
import type { AskedName, AskedWord } from './asked-name.ts';
import type { Likeness } from './likeness.ts';
import { matching } from './settings.ts';

/** Words that stand for each other: of each side one, or two neighbours written as one. */
export interface Pair {
  readonly asked: number;
  readonly askedWords: number;
  readonly listed: number;
  readonly listedWords: number;
  readonly like: number;
}

/** Which words of two names stand for each other. */
export interface Aligner {
  /** @returns the pairs; the list is overwritten by the next call. */
  align(asked: AskedName, name: number): readonly Pair[];
}

export function aligner({ segment }: Part, likeness: Likeness): Aligner {
  const { wordsOf, dictionary } = segment;
  const { texts } = dictionary;
  const likes = new Float32Array(MOST_WORDS * MOST_WORDS);
  const askedTaken = new Uint8Array(MOST_WORDS);
  const listedTaken = new Uint8Array(MOST_WORDS);
  let pairs: Pair[] = [];
  let words: Uint32Array = new Uint32Array(0);

  return {
    align(asked, name) {
      words = wordsOf.values.subarray(wordsOf.starts[name], wordsOf.starts[name + 1]);
      pairs = [];
      const rows = asked.words.length;
      const columns = words.length;
      askedTaken.fill(0, 0, rows);
      listedTaken.fill(0, 0, columns);
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          likes[row * MOST_WORDS + column] = likeness.of(row, words[column] as number);
        }
      }
      takeBest(rows, columns);
      if (pairs.length < rows || pairs.length < columns) takeJoined(asked.words);
      return pairs;
    },
  };

  /** The most alike first; of equals those nearest in place. */
  function takeBest(rows: number, columns: number): void {
    for (;;) {
      let best = matching.leastLike;
      let apart = 0;
      let bestRow = -1;
      let bestColumn = -1;
      for (let row = 0; row < rows; row += 1) {
        if (askedTaken[row] === 1) continue;
        for (let column = 0; column < columns; column += 1) {
          if (listedTaken[column] === 1) continue;
          const like = likes[row * MOST_WORDS + column] as number;
          const distance = Math.abs(row - column);
          if (like > best || (like === best && bestRow !== -1 && distance < apart)) {
            best = like;
            apart = distance;
            bestRow = row;
            bestColumn = column;
          }
        }
      }
      if (bestRow === -1) return;
      take(bestRow, 1, bestColumn, 1, best);
    }
  }

  function take(asked: number, askedWords: number, listed: number, listedWords: number, like: number): void {
    for (let at = asked; at < asked + askedWords; at += 1) askedTaken[at] = 1;
    for (let at = listed; at < listed + listedWords; at += 1) listedTaken[at] = 1;
    pairs.push({ asked, askedWords, listed, listedWords, like });
  }

  function takeJoined(asked: readonly AskedWord[]): void {
    for (let row = 0; row < asked.length; row += 1) {
      for (let column = 0; column < words.length; column += 1) {
        tryJoined(asked, row, 1, column, 2);
        tryJoined(asked, row, 2, column, 1);
      }
    }
  }

  function tryJoined(
    asked: readonly AskedWord[],
    row: number,
    askedWords: number,
    column: number,
    listedWords: number,
  ): void {
    if (row + askedWords > asked.length || column + listedWords > words.length) return;
    if (!isAsLong(asked, row, askedWords, column, listedWords)) return;
    if (!isFree(row, askedWords, column, listedWords)) return;
    const like = joinedLike(askedText(asked, row, askedWords), column, listedWords);
    if (like === 0) return;
    pairs = pairs.filter((pair) => !meets(pair, row, askedWords, column, listedWords));
    take(row, askedWords, column, listedWords, like);
  }

  /** Whether they may be one word: of about the same length, or letters that may be initials. */
  function isAsLong(
    asked: readonly AskedWord[],
    row: number,
    askedWords: number,
    column: number,
    listedWords: number,
  ): boolean {
    let length = 0;
    for (let at = row; at < row + askedWords; at += 1) length += (asked[at] as AskedWord).bytes.length;
    if (listedWords === 2 && length === 2) return true;
    for (let at = column; at < column + listedWords; at += 1) {
      const word = words[at] as number;
      length -= (texts.starts[word + 1] as number) - (texts.starts[word] as number);
    }
    return length >= -2 && length <= 2;
  }

  /** Whether they are all free, or held only by weaker pairs among themselves while one is free. */
  function isFree(row: number, askedWords: number, column: number, listedWords: number): boolean {
    let free = 0;
    for (let at = row; at < row + askedWords; at += 1) free += 1 - (askedTaken[at] as number);
    for (let at = column; at < column + listedWords; at += 1) free += 1 - (listedTaken[at] as number);
    if (free === 0) return false;
    if (free === askedWords + listedWords) return true;
    return pairs.every(
      (pair) =>
        !meets(pair, row, askedWords, column, listedWords) ||
        (pair.like < matching.joined &&
          pair.askedWords === 1 &&
          pair.listedWords === 1 &&
          pair.asked >= row &&
          pair.asked < row + askedWords &&
          pair.listed >= column &&
          pair.listed < column + listedWords),
    );
  }

  function joinedLike(text: string, column: number, listedWords: number): number {
    const first = texts.starts[words[column] as number] as number;
    if (listedWords === 2 && text.length === 2 && isInitials(text, column)) return matching.initials;
    if (text.length < 4 || texts.bytes[first] !== text.charCodeAt(0)) return 0;
    let listed = '';
    for (let nth = column; nth < column + listedWords; nth += 1) {
      const word = words[nth] as number;
      listed += String.fromCharCode(...texts.bytes.subarray(texts.starts[word], texts.starts[word + 1]));
    }
    if (listed === text) return matching.joined;
    const mayBe = Math.abs(listed.length - text.length) <= 2 && listed[1] === text[1];
    return mayBe && soundOf(listed) === soundOf(text) ? matching.joinedSound : 0;
  }

  function isInitials(text: string, column: number): boolean {
    return [0, 1].every(
      (nth) => texts.bytes[texts.starts[words[column + nth] as number] as number] === text.charCodeAt(nth),
    );
  }
}

function askedText(asked: readonly AskedWord[], row: number, askedWords: number): string {
  const first = (asked[row] as AskedWord).text;
  return askedWords === 1 ? first : first + (asked[row + 1] as AskedWord).text;
}

function meets(pair: Pair, row: number, askedWords: number, column: number, listedWords: number): boolean {
  return (
    (pair.asked < row + askedWords && row < pair.asked + pair.askedWords) ||
    (pair.listed < column + listedWords && column < pair.listed + pair.listedWords)
  );
}
