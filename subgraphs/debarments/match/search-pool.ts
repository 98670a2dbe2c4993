import { Worker } from 'node:worker_threads';
import type { ListedIndex } from '../index/listed-index.ts';
import type { PartyFacts } from '../index/listed-party.ts';
import type { Found } from './finder.ts';

/** Threads that find parties in one index, whose memory they share. */
export interface SearchPool {
  /** From the next question on. Questions under way are answered from the index they were asked of. */
  use(index: ListedIndex): void;
  /**
   * For each party what is like it, in the order asked.
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

export interface SearchAsked {
  readonly asked: number;
  readonly parties: readonly PartyFacts[];
  readonly most: number;
  readonly more: readonly number[];
}

export interface SearchAnswered {
  readonly asked: number;
  readonly found: readonly (readonly Found[])[];
}

interface Waiting {
  readonly resolve: (found: SearchAnswered['found']) => void;
  readonly reject: (error: Error) => void;
}

interface Searcher {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** What a question leaves behind is gone with it: a thread need not let it gather. */
const YOUNG_MEBIBYTES = 16;

/** The threads keep no process alive that waits for none of them. */
export function searchPool(threads: number): SearchPool {
  let asked = 0;
  const searchers = Array.from({ length: threads }, started);
  return {
    use(index) {
      for (const { worker } of searchers) worker.postMessage({ index });
    },
    find(parties, most, more = []) {
      asked += 1;
      const number = asked;
      const idlest = searchers.reduce((one, other) => (other.waiting.size < one.waiting.size ? other : one));
      return new Promise((resolve, reject) => {
        idlest.waiting.set(number, { resolve, reject });
        idlest.worker.ref();
        idlest.worker.postMessage({ asked: number, parties, most, more } satisfies SearchAsked);
      });
    },
    end: async () => {
      await Promise.all(searchers.map(({ worker }) => worker.terminate()));
    },
  };
}

function started(): Searcher {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES },
  });
  const waiting = new Map<number, Waiting>();
  worker.unref();
  // NOTE: a thread that has come up is held on to again, whatever was said before.
  worker.once('online', () => {
    if (waiting.size === 0) worker.unref();
  });
  worker.on('message', ({ asked, found }: SearchAnswered) => {
    waiting.get(asked)?.resolve(found);
    waiting.delete(asked);
    if (waiting.size === 0) worker.unref();
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a searching thread ended')));
  return { worker, waiting };
}
