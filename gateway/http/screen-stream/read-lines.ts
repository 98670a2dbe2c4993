import { setTimeout as sleep } from 'node:timers/promises';
import type { Admitted, RateRefusal } from '../../limits/meter.ts';
import { refusedByRate } from '../refused.ts';
import { answerChunk, type ChunkSetting } from './answer-chunk.ts';
import type { AnswerWriter } from './answer-writer.ts';
import type { BodyReader } from './body-reader.ts';
import { lineSplitter, type RawLine } from './line-splitter.ts';
import { LONGEST_LINE, type ReadLine } from './read-line.ts';
import { endedBy, type Stopping, StreamEnded } from './stream-ended.ts';

/** Lines that are looked up in one call. */
const MOST_IN_A_CHUNK = 100;
/** Parties that one point pays for, as in a full call of `screen`. */
const PARTIES_A_POINT = 1_000;
/** Bytes of a line that is too long: past them the client is not writing lines. */
const ENDLESS_LINE = 1024 * 1024;
const LONGEST_RATE_WAIT_MS = 60_000;

export interface Reading {
  readonly body: BodyReader;
  readonly stop: Stopping;
  readonly writer: AnswerWriter;
  readonly admitted: Admitted;
  /** Milliseconds that the next bytes are waited for. */
  readonly patienceMs: number;
  readonly resumeAfter: number;
  readonly read: (raw: RawLine, line: number) => ReadLine;
  readonly chunk: ChunkSetting;
}

/**
 * Reads lines and has them answered, until the body ends and all of it is answered.
 * What has come is answered without waiting for more. Throws `StreamEnded` where it
 * goes no further.
 */
export async function readLines(reading: Reading): Promise<void> {
  const { body, stop, writer, admitted, patienceMs, resumeAfter, read, chunk } = reading;
  const splitter = lineSplitter(LONGEST_LINE);
  let line = 0;
  let parties = 0;
  let gathered: ReadLine[] = [];

  for (;;) {
    const piece = await stop.until(within(patienceMs, body.next()));
    if (piece === null) break;
    await take(splitter.push(piece));
    if (splitter.passedOver > ENDLESS_LINE) {
      await writer.settled();
      throw new StreamEnded('LINE_TOO_LONG', `Expected lines of at most ${LONGEST_LINE} bytes.`);
    }
  }
  await take(splitter.end());
  await stop.until(writer.settled());

  async function take(raws: readonly RawLine[]): Promise<void> {
    for (const raw of raws) {
      line += 1;
      if (line <= resumeAfter) continue;
      const one = read(raw, line);
      if ('operation' in one) await charge(one.operation.identifiers());
      gathered.push(one);
      if (gathered.length === MOST_IN_A_CHUNK) await flush(line);
    }
    await flush(line);
  }

  async function flush(throughLine: number): Promise<void> {
    if (gathered.length === 0) return;
    const lines = gathered;
    gathered = [];
    await stop.until(writer.add(answerChunk(lines, chunk), throughLine));
  }

  /** Too many a minute are waited with; too many a day end the stream once those before are answered. */
  async function charge(identifiers: readonly string[]): Promise<void> {
    const points = parties > 0 && parties % PARTIES_A_POINT === 0 ? 2 : 1;
    let over: RateRefusal | null = admitted.charge(points, identifiers);
    while (over !== null) {
      await flush(line - 1);
      if (over.code !== 'RATE_LIMITED') {
        await stop.until(writer.settled());
        throw endedBy(refusedByRate(over));
      }
      await stop.until(sleep(Math.min(over.retryAfterSeconds * 1_000, LONGEST_RATE_WAIT_MS)));
      over = admitted.charge(points, identifiers);
    }
    parties += 1;
  }
}

async function within<Value>(ms: number, coming: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new StreamEnded('IDLE', `Nothing came for ${Math.round(ms / 1_000)} s.`)),
    ms,
  );
  try {
    return await Promise.race([coming, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
