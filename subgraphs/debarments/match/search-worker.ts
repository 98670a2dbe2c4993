import { parentPort } from 'node:worker_threads';
import type { ListedIndex } from '../index/listed-index.ts';
import { type Finder, finder } from './finder.ts';
import type { SearchAnswered, SearchAsked } from './search-pool.ts';

let find: Finder | null = null;

parentPort?.on('message', (message: SearchAsked | { readonly index: ListedIndex }) => {
  if ('index' in message) {
    find = finder(message.index);
    return;
  }
  const { asked, parties, most, more } = message;
  if (find === null) throw new Error('asked before there was an index');
  const held = find;
  const found = parties.map((party, nth) => held.find(party, most, more[nth] ?? 0));
  parentPort?.postMessage({ asked, found } satisfies SearchAnswered);
});
