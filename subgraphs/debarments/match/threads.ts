import { type Transferable, Worker } from 'node:worker_threads';

/** Threads of one module that answer questions. They keep no process alive that waits for none of them. */
export interface Threads<Told, Question, Answer> {
  readonly count: number;
  /** To each of them: before every question that is asked after it. */
  tell(message: Told): void;
  /** Of the thread that has the least to answer. */
  ask(question: Question, transfer?: Transferable[]): Promise<Answer>;
  end(): Promise<void>;
}

export type ToThread<Told, Question> =
  | { readonly told: Told }
  | { readonly asked: number; readonly question: Question };

export interface FromThread<Answer> {
  readonly asked: number;
  readonly answer: Answer;
}

interface Answerer<Answer> {
  readonly worker: Worker;
  readonly waiting: Map<number, PromiseWithResolvers<Answer>>;
}

/** What a question leaves behind is gone with it: a thread need not let it gather. */
const YOUNG_MEBIBYTES = 16;

/** @param module calls `answerAsked`. */
export function startThreads<Told, Question, Answer>(
  module: URL,
  count: number,
): Threads<Told, Question, Answer> {
  let number = 0;
  const threads = Array.from({ length: count }, () => started<Answer>(module));
  return {
    count,
    tell(told) {
      for (const { worker } of threads) worker.postMessage({ told } satisfies ToThread<Told, Question>);
    },
    ask(question, transfer = []) {
      number += 1;
      const { worker, waiting } = threads.reduce((one, other) =>
        other.waiting.size < one.waiting.size ? other : one,
      );
      const answer = Promise.withResolvers<Answer>();
      waiting.set(number, answer);
      worker.ref();
      worker.postMessage({ asked: number, question } satisfies ToThread<Told, Question>, transfer);
      return answer.promise;
    },
    end: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function started<Answer>(module: URL): Answerer<Answer> {
  const worker = new Worker(module, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES } });
  const waiting: Answerer<Answer>['waiting'] = new Map();
  worker.unref();
  // NOTE: a thread that has come up is held on to again, whatever was said before.
  worker.once('online', () => {
    if (waiting.size === 0) worker.unref();
  });
  worker.on('message', ({ asked, answer }: FromThread<Answer>) => {
    waiting.get(asked)?.resolve(answer);
    waiting.delete(asked);
    if (waiting.size === 0) worker.unref();
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread ended that was asked')));
  return { worker, waiting };
}
