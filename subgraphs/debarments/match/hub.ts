import { hashOf } from '../index/hash.ts';
import { partiesUnder } from '../index/key-table.ts';
import type { ListedIndex } from '../index/listed-index.ts';
import { WITHOUT_NAME } from './evidence-weights.ts';

/**
 * Whether so many parties whose names begin unlike each other share one of these
 * addresses that it is an office for hire: sharing it says next to nothing. Those whom
 * one action listed together are one: firms of a ring, not tenants of an office.
 */
export function isHub({ parts }: ListedIndex, addressKeys: readonly string[]): boolean {
  return addressKeys.some((key) => {
    const firstWords = new Set<number>();
    const actions = new Set<number>();
    let without = 0;
    for (const { segment, isListed } of parts) {
      const { keys, namesOf, wordsOf, dictionary } = segment;
      for (const party of partiesUnder(keys, key)) {
        if (isListed[party] === 0) continue;
        const name = namesOf.values[namesOf.starts[party] as number] as number;
        const word = wordsOf.values[wordsOf.starts[name] as number] as number;
        const { starts, bytes } = dictionary.texts;
        firstWords.add(hashOf(bytes, starts[word] as number, starts[word + 1] as number));
        const action = segment.actions[party] as number;
        if (action === 0) without += 1;
        else actions.add(action);
      }
    }
    return Math.min(firstWords.size, actions.size + without) >= WITHOUT_NAME.hubFrom;
  });
}
