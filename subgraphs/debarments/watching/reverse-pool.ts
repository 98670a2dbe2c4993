import { Worker } from 'node:worker_threads';
import type { ListedIndex } from '../index/listed-index.ts';
import type { ListedParty } from '../index/listed-party.ts';
import type { WatchedFacts } from './reverse-finder.ts';

/** A watched party as the threads are given it. */
export interface WatchedToHold extends WatchedFacts {
  readonly number: number;
}

/** Threads that hold watched parties against what has changed of one list. */
export interface ReversePool {
  /** Numbers of those that may be concerned. */
  concerned(watched: readonly WatchedToHold[]): Promise<readonly number[]>;
  end(): Promise<void>;
}

export type ReverseAsked =
  | { readonly index: ListedIndex; readonly parties: readonly ListedParty[] }
  | { readonly asked: number; readonly watched: readonly WatchedToHold[] };

export interface ReverseAnswered {
  readonly asked: number;
  readonly concerned: readonly number[];
}

type Waiting = PromiseWithResolvers<readonly number[]>;

export function reversePool(
  threads: number,
  index: ListedIndex,
  parties: readonly ListedParty[],
): ReversePool {
  let asked = 0;
  const holders = Array.from({ length: threads }, () => holder(index, parties));
  return {
    concerned(watched) {
      asked += 1;
      const idlest = holders.reduce((one, other) => (other.waiting.size < one.waiting.size ? other : one));
      const answer: Waiting = Promise.withResolvers();
      idlest.waiting.set(asked, answer);
      idlest.worker.postMessage({ asked, watched } satisfies ReverseAsked);
      return answer.promise;
    },
    end: async () => {
      await Promise.all(holders.map(({ worker }) => worker.terminate()));
    },
  };
}

function holder(index: ListedIndex, parties: readonly ListedParty[]) {
  const worker = new Worker(new URL('./reverse-worker.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  worker.postMessage({ index, parties } satisfies ReverseAsked);
  worker.on('message', ({ asked, concerned }: ReverseAnswered) => {
    waiting.get(asked)?.resolve(concerned);
    waiting.delete(asked);
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread that holds watched parties against a list ended')));
  return { worker, waiting };
}
