import type { ServerResponse } from 'node:http';
import type { Standing } from './standing.ts';
import { type Stopping, StreamEnded } from './stream-ended.ts';

/** Chunks that are being answered, or wait to be read, at the same time. */
const MOST_UNDER_WAY = 4;

/** Writes answers in the order their lines came in, no faster than they are read. */
export interface AnswerWriter {
  /** Resolves as soon as there is room for another. */
  add(answer: Promise<string>, throughLine: number): Promise<void>;
  /** Everything added is written. */
  settled(): Promise<void>;
  /** The last line that was answered. */
  readonly answeredThrough: number;
  /** One more line, and no other. */
  end(line: string): void;
}

export function answerWriter(
  response: ServerResponse,
  { stop, standing, patienceMs }: { stop: Stopping; standing: Standing; patienceMs: number },
): AnswerWriter {
  let answeredThrough = 0;
  let last: Promise<void> = Promise.resolve();
  const underWay: Promise<void>[] = [];

  return {
    async add(answer, throughLine) {
      answer.catch(() => undefined);
      const before = last;
      const written = before.then(async () => {
        const text = await stop.until(answer);
        await stop.until(standing.holds());
        await write(text);
        answeredThrough = throughLine;
      });
      written.catch(stop.stop);
      last = written;
      underWay.push(written);
      if (underWay.length >= MOST_UNDER_WAY) await underWay.shift();
    },
    settled: () => last,
    get answeredThrough() {
      return answeredThrough;
    },
    end(line) {
      if (!response.destroyed) response.end(line);
    },
  };

  async function write(text: string): Promise<void> {
    if (stop.reason !== null) throw stop.reason;
    if (response.destroyed) throw new StreamEnded('CLIENT_GONE', 'The client went away.');
    if (response.write(text)) return;
    const drained = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      stop.stop(new StreamEnded('SLOW_READER', 'The answers were not read.'));
      response.destroy();
    }, patienceMs);
    response.once('drain', drained.resolve);
    try {
      await stop.until(drained.promise);
    } finally {
      clearTimeout(timer);
      response.off('drain', drained.resolve);
    }
  }
}
