import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Audience, Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type Authenticate, isRefusal } from '../../authenticate/authenticate.ts';
import { limitsFor } from '../../limits/limits.ts';
import type { Admitted } from '../../limits/meter.ts';
import type { Execution } from '../account.ts';
import { admit, credentialsOf, type Metering } from '../admission.ts';
import { errorFacts, type LogFailure } from '../failure-line.ts';
import type { Operations } from '../operations.ts';
import type { TrustedDocuments } from '../read-asked.ts';
import { isRefused, type Refused, refused, refusedByAuthentication } from '../refused.ts';
import { answerWriter } from './answer-writer.ts';
import { bodyReader } from './body-reader.ts';
import { readHeaders } from './read-headers.ts';
import { lineReader } from './read-line.ts';
import { readLines } from './read-lines.ts';
import { keepAsking } from './standing.ts';
import { StreamEnded, stopping } from './stream-ended.ts';

/** What of the house a stream needs. */
export interface StreamHouse {
  readonly authenticate: Authenticate;
  /** As `authenticate`, of what is known now. */
  readonly authenticateAgain?: Authenticate | undefined;
  /** Aborted when the house closes. */
  readonly closing: AbortSignal;
  readonly trusted: TrustedDocuments;
  readonly clock: () => Temporal.Instant;
  readonly logFailure: LogFailure;
  readonly deadlineMs: number | null;
  readonly metering?: Metering | null;
  readonly streamPatienceMs?: number;
}

/** The canonical operation that each line is answered with. */
const DOCUMENT = 'platform/screen-sellers';
/** Those who check parties before listing, carrying or clearing. */
const SCREENERS: ReadonlySet<Audience> = new Set(['CBP', 'PGA', 'BROKER', 'CARRIER', 'PLATFORM']);
const PATIENCE_MS = 60_000;
/** So long the rest of a body may still come once the answer has ended, lest its last line is lost. */
const LINGER_MS = 2_000;

/**
 * `POST /screen`: a party a line in, its result or an error a line out, in constant
 * memory however many there are. Resolves once the stream has ended; with a refusal
 * where it never began.
 */
export function screenStream(house: StreamHouse, settle: Operations, execution: Execution) {
  const patienceMs = house.streamPatienceMs ?? PATIENCE_MS;

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<Refused | null> => {
    const entered = await enter(request, response);
    if (isRefused(entered)) return { ...entered, headers: { ...entered.headers, connection: 'close' } };
    const { viewer, admitted, text, resumeAfter } = entered;
    response.writeHead(200, {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.flushHeaders();
    const stop = stopping();
    const gone = () => stop.stop(new StreamEnded('CLIENT_GONE', 'The client went away.'));
    response.once('close', gone);
    response.on('error', gone);
    const close = () => stop.stop(new StreamEnded('CLOSING', 'The house closes: go on with another.'));
    house.closing.addEventListener('abort', close, { once: true });
    const body = bodyReader(request);
    const { authenticate, authenticateAgain = authenticate, clock } = house;
    const standing = keepAsking(stop, {
      authenticate: authenticateAgain,
      credentials: credentialsOf(request),
      clock,
      viewer,
    });
    const writer = answerWriter(response, { stop, standing, patienceMs });
    const deadlineMs = house.deadlineMs ?? limitsFor(viewer.audience).deadlineMs;
    let ended: StreamEnded;
    try {
      await readLines({
        body,
        stop,
        writer,
        admitted,
        patienceMs,
        resumeAfter,
        read: lineReader(settle, text, viewer.audience),
        chunk: { response, execution, viewer, requestId, deadlineMs, clock },
      });
      ended = new StreamEnded('COMPLETE', 'Every line is answered.');
    } catch (reason) {
      ended = endOf(stop.reason ?? reason, requestId);
      stop.stop(ended);
    } finally {
      standing.end();
    }
    response.off('close', gone);
    house.closing.removeEventListener('abort', close);
    const answeredThrough = Math.max(writer.answeredThrough, resumeAfter);
    writer.end(
      `${JSON.stringify({ end: { code: ended.code, message: ended.message, answeredThrough, requestId } })}\n`,
    );
    if (!request.complete) {
      body.discard();
      const { socket } = request;
      const timer = setTimeout(() => socket.destroy(), LINGER_MS);
      socket.once('close', () => clearTimeout(timer));
      request.once('end', () => clearTimeout(timer));
    }
    return null;
  };

  async function enter(request: IncomingMessage, response: ServerResponse): Promise<Entered | Refused> {
    const asked = readHeaders(request);
    if (isRefused(asked)) return asked;
    const viewer = await house.authenticate(credentialsOf(request), house.clock());
    const admitted = admit(house.metering ?? null, request, isRefusal(viewer) ? null : viewer);
    if (isRefused(admitted)) return admitted;
    response.once('close', admitted.leave);
    if (isRefusal(viewer)) return refusedByAuthentication(viewer);
    const text = house.trusted.get(DOCUMENT);
    if (text === undefined) return refused(404, 'UNKNOWN_DOCUMENT', 'Nothing is screened here.');
    if (SCREENERS.has(viewer.audience)) return { viewer, admitted, text, ...asked };
    return noScreener(request, viewer);
  }

  function endOf(reason: unknown, requestId: string): StreamEnded {
    if (reason instanceof StreamEnded) return reason;
    house.logFailure({ event: 'failed', requestId, status: 500, ...errorFacts(reason) });
    return new StreamEnded('INTERNAL_SERVER_ERROR', 'The answer could not be made.');
  }
}

interface Entered {
  readonly viewer: Viewer;
  readonly admitted: Admitted;
  readonly text: string;
  readonly resumeAfter: number;
}

function noScreener(request: IncomingMessage, { audience, demoted }: Viewer): Refused {
  if (request.headers.authorization === undefined) {
    const message = 'Not authenticated: expected the header "Authorization: Bearer <token>".';
    return refusedByAuthentication({
      refused: true,
      status: 401,
      code: 'UNAUTHENTICATED',
      reason: 'SCHEME',
      message,
    });
  }
  const message = 'Expected an agreement as CBP, an agency, a broker, a carrier or a platform.';
  const viewer = { audience, ...(demoted === null ? {} : { because: demoted }) };
  return { ...refused(403, 'AGREEMENT_REQUIRED', message), extensions: { disclosure: { viewer } } };
}
