import type { Part } from '../index/listed-index.ts';
import type { AskedName } from './asked-name.ts';

/** How alike two names are by runs of three letters, words apart and in any order (as pg_trgm). */
export interface Trigrams {
  /** Shared runs of all runs, 0 to 1. */
  like(asked: AskedName, name: number): number;
}

const SPACE = 32;
const SLOTS = 1 << 15;

export function trigrams({ segment: { wordsOf, dictionary } }: Part): Trigrams {
  const { starts, bytes } = dictionary.texts;
  const seen = new Uint32Array(SLOTS);
  let stamp = 0;
  let known: AskedName | null = null;
  let runs: Set<number> = new Set();
  return {
    like(asked, name) {
      if (asked !== known) {
        known = asked;
        runs = new Set(asked.words.flatMap((word) => runsOf(word.bytes, 0, word.bytes.length)));
      }
      stamp += 1;
      let shared = 0;
      let own = 0;
      for (let at = wordsOf.starts[name] as number; at < (wordsOf.starts[name + 1] as number); at += 1) {
        const word = wordsOf.values[at] as number;
        const from = starts[word] as number;
        const to = starts[word + 1] as number;
        let first = SPACE;
        let second = SPACE;
        for (let byte = from; byte <= to; byte += 1) {
          const third = byte === to ? SPACE : (bytes[byte] as number);
          const run = slot(first, second, third);
          if (seen[run] !== stamp) {
            seen[run] = stamp;
            own += 1;
            if (runs.has(run)) shared += 1;
          }
          first = second;
          second = third;
        }
      }
      return shared / (own + runs.size - shared);
    },
  };
}

function runsOf(word: Uint8Array, from: number, to: number): readonly number[] {
  const runs: number[] = [];
  let first = SPACE;
  let second = SPACE;
  for (let at = from; at <= to; at += 1) {
    const third = at === to ? SPACE : (word[at] as number);
    runs.push(slot(first, second, third));
    first = second;
    second = third;
  }
  return runs;
}

/** Letters, figures and the space need five bits; figures share theirs with letters. */
function slot(first: number, second: number, third: number): number {
  return ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);
}
