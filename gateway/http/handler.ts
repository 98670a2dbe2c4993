import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type Authenticate, type Credentials, isRefusal } from '../authenticate/authenticate.ts';
import { type Limits, limitsFor } from '../limits/limits.ts';
import { BODY_BYTES_WITH_FILES, FIELDS_WITH_FILES } from '../limits/long-inputs.ts';
import type { Admitted } from '../limits/meter.ts';
import { limitRefusal } from '../limits/refusal.ts';
import { answerWithAccount, type Execution } from './account.ts';
import { admit, credentialsOf, type Metering } from './admission.ts';
import { answerBody, demotedViewer } from './answer-body.ts';
import { downloads, isDownload } from './downloads/downloads.ts';
import { saysNothingIsThere, untilEndOfStep } from './even-time.ts';
import { type Streaming, serveStream } from './event-stream.ts';
import { errorFacts, type LogFailure } from './failure-line.ts';
import { acceptsEvents, answerType, contentRefusal } from './media-types.ts';
import { type Graph, type Hearing, type Metered, operations, type ReadyOperation } from './operations.ts';
import { readAsked, type TrustedDocuments } from './read-asked.ts';
import { readBody } from './read-body.ts';
import {
  isRefused,
  type Refused,
  refused,
  refusedByAuthentication,
  refusedByLimit,
  refusedByRate,
} from './refused.ts';
import { plain, type Reply, refusalReply, send } from './reply.ts';
import { screenStream } from './screen-stream/screen-stream.ts';
import { seats } from './seats.ts';
import { COMPLETE_EVENT, EVENT_STREAM, nextEvent } from './sse.ts';
import { withinDeadline } from './within-deadline.ts';

/** What stands behind the door. */
export interface House extends Graph, Omit<Execution, 'onSubgraphFailure'> {
  readonly authenticate: Authenticate;
  readonly trusted: TrustedDocuments;
  /** Whether requests can be answered: what `/health/ready` says. */
  readonly isReady: () => boolean | Promise<boolean>;
  readonly clock: () => Temporal.Instant;
  readonly logFailure: LogFailure;
  /** Milliseconds a request may take; null: by audience. */
  readonly deadlineMs: number | null;
  /** Where subscriptions are served. */
  readonly streaming?: Streaming;
  /** What requests are counted by; absent or null: they are not. */
  readonly metering?: Metering | null;
  /** Milliseconds that `POST /screen` and a download wait for a client that neither sends nor reads; absent: a minute. */
  readonly streamPatienceMs?: number;
}

/** Milliseconds for the whole of a request that is no stream. */
const REQUEST_WITHIN_MS = 15_000;

export interface Handler {
  (request: IncomingMessage, response: ServerResponse): void;
  /** Ends the subscriptions, which would not end by themselves. */
  endStreams?(): void;
}

/** Serves `POST /graphql`, `POST /screen`, `GET /downloads`, `/health/live` and `/health/ready`; nothing else is here. */
export function handler(house: House): Handler {
  const settle = operations(house);
  const execution: Execution = {
    ...house,
    onSubgraphFailure: (requestId, subgraph, reason) =>
      house.logFailure({ event: 'subgraph_unavailable', requestId, subgraph, ...errorFacts(reason) }),
  };

  const seated = seats();
  const closing = new AbortController();
  const screening = screenStream(
    { ...house, authenticateAgain: house.streaming?.authenticate, closing: closing.signal },
    settle,
    execution,
  );

  const downloading = downloads({ ...house, closing: closing.signal }, execution);

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    replyTo(request, response, requestId).then(
      (reply) => reply !== null && send(response, reply),
      (reason: unknown) => {
        if (response.destroyed) return;
        house.logFailure({ event: 'failed', requestId, status: 500, ...errorFacts(reason) });
        const failure = refused(500, 'INTERNAL_SERVER_ERROR', 'The answer could not be made.');
        if (response.headersSent) response.destroy();
        else send(response, refusalReply(failure, 'application/json'));
      },
    );
  }
  return Object.assign(handle, { endStreams: () => closing.abort() });

  /** Null where the answer was a stream. */
  async function replyTo(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<Reply | null> {
    const path = request.url?.split('?', 1)[0];
    if (path === '/screen') {
      const refusal = await screening(request, response, requestId);
      return refusal === null ? null : refusalReply(logged(refusal, response, requestId), 'application/json');
    }
    endUnfinished(request);
    if (isDownload(path)) return downloading(request, response, requestId);
    if (path === '/graphql') return graphqlReply(request, response, requestId);
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(404, 'not found');
    if (path === '/health/live') return plain(200, 'live');
    if (path === '/health/ready')
      return (await house.isReady()) ? plain(200, 'ready') : plain(503, 'not ready');
    return plain(404, 'not found');
  }

  async function graphqlReply(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<Reply | null> {
    const askedAtMs = performance.now();
    const takesEvents = acceptsEvents(request.headers.accept);
    const type = answerType(request.headers.accept) ?? (takesEvents ? EVENT_STREAM : null);
    if (type === null) {
      const unacceptable = refused(406, 'BAD_REQUEST', 'Expected to be allowed to answer application/json.');
      return refusalReply(unacceptable, 'application/json');
    }
    const asked = await settled(request, response);
    const answer = isRefused(asked) ? asked : await answerOf(asked, takesEvents);
    if (answer === null) return null;
    if (!isRefused(answer)) {
      const body = type === EVENT_STREAM ? nextEvent(answer.body) + COMPLETE_EVENT : answer.body;
      return { status: 200, type, body };
    }
    return refusalReply(
      logged(answer, response, requestId),
      type === EVENT_STREAM ? 'application/json' : type,
    );

    async function answerOf(settled: Settled, mayStream: boolean) {
      const { hears } = settled.operation;
      if (hears === null) return answerTo(settled, { response, requestId, askedAtMs });
      if (mayStream) return streamTo(settled, hears, response);
      return refused(406, 'BAD_REQUEST', 'Expected to be allowed to answer text/event-stream.');
    }
  }

  function logged(refusal: Refused, response: ServerResponse, requestId: string): Refused {
    const { status, errors } = refusal;
    if (!response.destroyed && (status === 401 || status === 403 || status >= 500)) {
      house.logFailure({ event: 'refused', requestId, status, code: String(errors[0].extensions?.code) });
    }
    return refusal;
  }

  /** Who asks what: the same for every way in which it is answered. */
  async function settled(request: IncomingMessage, response: ServerResponse): Promise<Settled | Refused> {
    if (request.method !== 'POST') {
      return refused(405, 'BAD_REQUEST', 'Expected POST.', { allow: 'POST' });
    }
    const unreadable = contentRefusal(request.headers);
    if (unreadable !== null) return unreadable;
    const now = house.clock();
    const credentials = credentialsOf(request);
    const viewer = await house.authenticate(credentials, now);
    const admitted = admit(house.metering ?? null, request, isRefusal(viewer) ? null : viewer);
    if (isRefused(admitted)) return admitted;
    response.once('close', admitted.leave);
    if (isRefusal(viewer)) return refusedByAuthentication(viewer);
    const limits = limitsFor(viewer.audience);
    const body = await readBody(request, Math.max(limits.bodyBytes, BODY_BYTES_WITH_FILES));
    if (typeof body !== 'string') return body;
    const size = largeBody(body, limits, admitted);
    if (size.refused !== null) return size.refused;
    const asked = readAsked(body, house.trusted);
    if (isRefused(asked)) return size.tooLarge ?? asked;
    const operation = settle(asked, viewer.audience);
    if (isRefused(operation)) return size.tooLarge ?? { ...operation, ...demotionOf(viewer) };
    if (size.tooLarge !== null && !operation.fields.some((field) => FIELDS_WITH_FILES.has(field)))
      return size.tooLarge;
    const identifiers = house.metering ? operation.identifiers() : [];
    const over = admitted.charge(operation.points, identifiers, operation.fields);
    if (over !== null) return { ...refusedByRate(over), ...demotionOf(viewer) };
    const deadlineMs = house.deadlineMs ?? limits.deadlineMs;
    return { operation, viewer, credentials, limits, now, deadlineMs, admitted };
  }

  async function answerTo(
    { operation, viewer, now, deadlineMs }: Settled,
    { response, requestId, askedAtMs }: Asking,
  ): Promise<{ readonly body: string } | Refused> {
    return withinDeadline(response, deadlineMs, async (signal) => {
      const recordWithinMs = deadlineMs / 2;
      const running = { ...operation, viewer, requestId, now, signal, recordWithinMs };
      const answered = await answerWithAccount(running, execution);
      if (!answered.notes.ledgerAvailable) {
        house.logFailure({ event: 'ledger_unavailable', requestId, audience: viewer.audience });
      }
      const isKept = viewer.audience !== 'CBP' && saysNothingIsThere(answered.dataJson, operation.roots);
      if (isKept) await untilEndOfStep(askedAtMs);
      return { body: answerBody(answered, viewer, requestId) };
    });
  }

  async function streamTo(asked: Settled, hears: Hearing, response: ServerResponse): Promise<Refused | null> {
    const { viewer, limits, admitted } = asked;
    const { streaming, clock } = house;
    if (streaming === undefined) {
      return refused(400, 'UNKNOWN_OPERATION', 'Subscriptions are not served here.');
    }
    const leave = seated.take(viewer.organization?.id ?? '', limits.streams);
    if (leave === null) return refusedByLimit(limitRefusal('streams', limits.streams + 1, limits.streams));
    // NOTE: streams are counted by their seats; while one is open, requests beside it are not held up.
    admitted.leave();
    try {
      const stream = { ...asked, hears, response, clock, closing: closing.signal };
      await serveStream(stream, streaming, execution);
    } finally {
      leave();
    }
    return null;
  }
}

/**
 * A body beyond the usual size, which only a request with files may have: it is counted
 * before it is parsed, and told to be too large where it turns out to be another.
 */
function largeBody(body: string, { bodyBytes }: Limits, admitted: Admitted) {
  const bytes = body.length > bodyBytes / 4 ? Buffer.byteLength(body) : body.length;
  if (bytes <= bodyBytes) return { refused: null, tooLarge: null };
  const over = admitted.charge(Math.ceil(bytes / bodyBytes), []);
  return {
    refused: over === null ? null : refusedByRate(over),
    tooLarge: refusedByLimit(limitRefusal('bodyBytes', bytes, bodyBytes)),
  };
}

/** A request on its way to its answer. */
interface Asking {
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Of `performance.now()`. */
  readonly askedAtMs: number;
}

/** A request that may be answered. */
interface Settled {
  readonly operation: ReadyOperation & Pick<Metered, 'roots'>;
  readonly viewer: Viewer;
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly now: Temporal.Instant;
  readonly deadlineMs: number;
  readonly admitted: Admitted;
}

function demotionOf(viewer: Viewer): Pick<Refused, 'extensions'> {
  return viewer.demoted === null ? {} : { extensions: { disclosure: demotedViewer(viewer) } };
}

/** A request whose body does not come is not waited for. */
function endUnfinished(request: IncomingMessage): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, REQUEST_WITHIN_MS);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
}
