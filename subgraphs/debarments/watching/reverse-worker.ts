import { parentPort } from 'node:worker_threads';
import { type ReverseFinder, reverseFinder } from './reverse-finder.ts';
import type { ReverseAnswered, ReverseAsked } from './reverse-pool.ts';

let finder: ReverseFinder | null = null;

parentPort?.on('message', (message: ReverseAsked) => {
  if ('parties' in message) {
    finder = reverseFinder(message.index, message.parties);
    return;
  }
  if (finder === null) throw new Error('asked before there was anything to hold against');
  const { concerns } = finder;
  const concerned = message.watched.flatMap((watched) => (concerns(watched) ? [watched.number] : []));
  parentPort?.postMessage({ asked: message.asked, concerned } satisfies ReverseAnswered);
});
