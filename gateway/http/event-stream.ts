import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type HeardEvent, isAddressedTo } from '@good-standing/kernel/webhook/announcement.ts';
import type { Announced, Heard } from '../access/webhooks/announced.ts';
import type { Authenticate, Credentials } from '../authenticate/authenticate.ts';
import { isRefusal } from '../authenticate/authenticate.ts';
import type { Limits } from '../limits/limits.ts';
import { type Answered, answerWithAccount, type Execution } from './account.ts';
import { answerBody } from './answer-body.ts';
import { eventOperation, isSilence } from './event-operation.ts';
import type { Hearing, ReadyOperation } from './operations.ts';
import { COMPLETE_EVENT, EVENT_STREAM, HEARTBEAT, nextEvent } from './sse.ts';
import { endOf, type StreamEnd } from './standing.ts';
import { waitingEvents } from './waiting-events.ts';

/** What is needed to hold streams open. */
export interface Streaming {
  readonly announced: Announced;
  /** As for a request, but knowing of agreements no older than the time between two looks. */
  readonly authenticate: Authenticate;
  /** Between two looks whether the subscriber still stands as it did; so soon is a revocation noticed. */
  readonly lookEveryMs: number;
  readonly heartbeatMs: number;
  /** How long a subscriber may leave an event unread. */
  readonly drainWithinMs: number;
  /** Instead of the limits of the audience. */
  readonly queuedEvents?: number;
}

export interface Stream {
  readonly response: ServerResponse;
  readonly credentials: Credentials;
  /** As it subscribed. */
  readonly viewer: Viewer;
  readonly operation: ReadyOperation;
  readonly hears: Hearing;
  readonly limits: Limits;
  readonly deadlineMs: number;
  readonly clock: () => Temporal.Instant;
  /** Ends with the server. */
  readonly closing: AbortSignal;
}

/**
 * Answers a subscription until its subscriber goes, its token or agreement ends, it
 * does not read, or the server closes. Each event is an operation like any other: for
 * the viewer of that moment, guarded, within the deadline, recorded before it is sent.
 */
export async function serveStream(stream: Stream, streaming: Streaming, execution: Execution): Promise<void> {
  const { response, viewer, limits, closing } = stream;
  const { kind, records } = stream.hears;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const ended = AbortSignal.any([gone.signal, closing]);
  const waiting = waitingEvents({
    announced: streaming.announced,
    kind,
    concerns: (heard) => records?.has(heard.record) !== false && isAddressedTo(heard, viewer),
    most: streaming.queuedEvents ?? limits.queuedEvents,
  });
  let end: StreamEnd | null = null;
  const finish = (reason: StreamEnd) => {
    end ??= reason;
    if (response.writableNeedDrain) response.destroy();
    waiting.wake();
  };
  ended.addEventListener('abort', () => waiting.wake());

  const looking = setInterval(() => {
    standing(stream, streaming).then(
      (over) => over !== null && finish(over),
      () => undefined,
    );
  }, streaming.lookEveryMs);
  const beating = setInterval(() => {
    if (response.writableLength === 0) response.write(HEARTBEAT);
  }, streaming.heartbeatMs);
  try {
    response.writeHead(200, {
      'content-type': `${EVENT_STREAM}; charset=utf-8`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
    });
    response.write(HEARTBEAT);
    while (!ended.aborted && end === null) {
      const next = await waiting.next();
      if (next === null) await waiting.arrival();
      else {
        const over = await tell(next, stream, streaming, execution, ended);
        end ??= over;
      }
    }
    if (end !== null && !response.destroyed) response.write(nextEvent(endJson(end)));
    response.end(COMPLETE_EVENT);
  } catch (reason) {
    // NOTE: the handler logs what failed, and then destroys what has begun.
    if (!ended.aborted) throw reason;
    response.destroy();
  } finally {
    waiting.close();
    clearInterval(looking);
    clearInterval(beating);
  }
}

/** Why the stream ends before this event is told; null: it goes on. */
async function tell(
  { to, under, retracts: _retracts, sequence: _sequence, ...event }: Heard,
  stream: Stream,
  streaming: Streaming,
  execution: Execution,
  ended: AbortSignal,
): Promise<StreamEnd | null> {
  const { response, credentials, clock, viewer: opened } = stream;
  const now = clock();
  const viewer = await streaming.authenticate(credentials, now);
  const over = endOf(opened, viewer);
  if (over !== null || isRefusal(viewer)) return over;
  if (!isAddressedTo({ to, under: under ?? null }, viewer)) return null;
  const json = await answerJson({ event, viewer, now, stream, execution, ended });
  if (json === null || response.write(nextEvent(json))) return null;
  await once(response, 'drain', {
    signal: AbortSignal.any([ended, AbortSignal.timeout(streaming.drainWithinMs)]),
  }).catch(() => response.destroy());
  return null;
}

interface Telling {
  readonly event: HeardEvent;
  readonly viewer: Viewer;
  readonly now: Temporal.Instant;
  readonly stream: Stream;
  readonly execution: Execution;
  readonly ended: AbortSignal;
}

/** The answer to one event as JSON; null where it tells the viewer nothing. */
async function answerJson({ event, viewer, now, stream, execution, ended }: Telling): Promise<string | null> {
  const { operation, deadlineMs } = stream;
  const requestId = randomUUID();
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = AbortSignal.any([ended, deadline]);
  const compiled = eventOperation(operation.compiled);
  const recordWithinMs = deadlineMs / 2;
  const running = { ...operation, compiled, viewer, requestId, now, signal, recordWithinMs, event };
  const late = Promise.withResolvers<null>();
  signal.addEventListener('abort', () => late.resolve(null), { once: true });
  let answered: Answered | null;
  try {
    answered = await Promise.race([answerWithAccount(running, execution), late.promise]);
  } catch (reason) {
    if (!signal.aborted) throw reason;
    answered = null;
  }
  if (answered === null) {
    ended.throwIfAborted();
    return JSON.stringify({
      errors: [
        {
          message: `The event ${event.id} could not be answered within ${deadlineMs} ms; ask for what it is about.`,
          extensions: { code: 'DEADLINE_EXCEEDED' },
        },
      ],
    });
  }
  return isSilence(answered) ? null : answerBody(answered, viewer, requestId);
}

async function standing(
  { credentials, viewer, clock }: Stream,
  { authenticate }: Streaming,
): Promise<StreamEnd | null> {
  return endOf(viewer, await authenticate(credentials, clock()));
}

function endJson({ message, code, reason }: StreamEnd): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, reason } }] });
}
