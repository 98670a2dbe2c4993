import { parentPort, type Transferable } from 'node:worker_threads';
import type { FromThread, ToThread } from './threads.ts';

export interface Answering<Told, Question, Answer> {
  told(message: Told): void;
  answer(question: Question): Answer;
  /** Memory of the answer that goes with it instead of being copied. */
  readonly transfer?: (answer: Answer) => Transferable[];
}

/** What a thread of `startThreads` does. */
export function answerAsked<Told, Question, Answer>({
  told,
  answer,
  transfer,
}: Answering<Told, Question, Answer>): void {
  parentPort?.on('message', (message: ToThread<Told, Question>) => {
    if ('told' in message) {
      told(message.told);
      return;
    }
    const answered = answer(message.question);
    parentPort?.postMessage(
      { asked: message.asked, answer: answered } satisfies FromThread<Answer>,
      transfer?.(answered) ?? [],
    );
  });
}
