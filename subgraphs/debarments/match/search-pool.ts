import type { ListedIndex } from '../index/listed-index.ts';
import type { PartyFacts } from '../index/listed-party.ts';
import type { Found } from './finder.ts';
import { startThreads } from './threads.ts';

/** Threads that find parties in one index, whose memory they share. */
export interface SearchPool {
  /** From the next question on. Questions under way are answered from the index they were asked of. */
  use(index: ListedIndex): void;
  /**
   * For each party what is like it, in the order asked, all in one index: many are
   * looked up by all threads together.
   *
   * @param more than `most`, of each party.
   */
  find(
    parties: readonly PartyFacts[],
    most: number,
    more?: readonly number[],
  ): Promise<readonly (readonly Found[])[]>;
  end(): Promise<void>;
}

export interface SearchQuestion {
  readonly parties: readonly PartyFacts[];
  readonly most: number;
  readonly more: readonly number[];
}

export type SearchAnswer = readonly (readonly Found[])[];

/** Fewer parties are not worth the waking of another thread. */
const LEAST_A_THREAD = 32;

export function searchPool(threads: number): SearchPool {
  const searching = startThreads<ListedIndex, SearchQuestion, SearchAnswer>(
    new URL('./search-worker.ts', import.meta.url),
    threads,
  );
  return {
    use: (index) => searching.tell(index),
    async find(parties, most, more = []) {
      const each = Math.max(LEAST_A_THREAD, Math.ceil(parties.length / searching.count));
      const shares = Array.from({ length: Math.ceil(parties.length / each) }, (_, nth) => {
        const [from, to] = [nth * each, (nth + 1) * each];
        return searching.ask({ parties: parties.slice(from, to), most, more: more.slice(from, to) });
      });
      return (await Promise.all(shares)).flat();
    },
    end: () => searching.end(),
  };
}
