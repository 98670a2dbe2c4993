import { hashOf } from '../index/hash.ts';
import { partiesUnder } from '../index/key-table.ts';
import type { ListedIndex } from '../index/listed-index.ts';
import { WITHOUT_NAME } from './evidence-weights.ts';

/**
 * Whether so many parties whose names begin unlike each other share one of these
 * addresses that it is an office for hire: sharing it says next to nothing.
 */
export function isHub({ parts }: ListedIndex, addressKeys: readonly string[]): boolean {
  return addressKeys.some((key) => {
    const firstWords = new Set<number>();
    for (const { segment, isListed } of parts) {
      const { keys, namesOf, wordsOf, dictionary } = segment;
      for (const party of partiesUnder(keys, key)) {
        if (isListed[party] === 0) continue;
        const name = namesOf.values[namesOf.starts[party] as number] as number;
        const word = wordsOf.values[wordsOf.starts[name] as number] as number;
        const { starts, bytes } = dictionary.texts;
        firstWords.add(hashOf(bytes, starts[word] as number, starts[word + 1] as number));
      }
    }
    return firstWords.size >= WITHOUT_NAME.hubFrom;
  });
}
