import type { ListedIndex } from '../index/listed-index.ts';
import { answerAsked } from './answer-asked.ts';
import { type Finder, finder } from './finder.ts';
import type { SearchAnswer, SearchQuestion } from './search-pool.ts';

let held: Finder | null = null;

answerAsked<ListedIndex, SearchQuestion, SearchAnswer>({
  told(index) {
    held = finder(index);
  },
  answer({ parties, most, more }) {
    if (held === null) throw new Error('asked before there was an index');
    const { find } = held;
    return parties.map((party, nth) => find(party, most, more[nth] ?? 0));
  },
});
