import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { withheldCounts } from '@good-standing/kernel/disclosure/notes.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type Authenticate, isRefusal } from '../authenticate/authenticate.ts';
import { type Limits, limitsFor } from '../limits/limits.ts';
import { BODY_BYTES_WITH_FILES, FIELDS_WITH_FILES } from '../limits/long-inputs.ts';
import { type Admitted, isRateRefusal, type Meter } from '../limits/meter.ts';
import { ratesFor } from '../limits/rates.ts';
import { limitRefusal } from '../limits/refusal.ts';
import { type Answered, answerWithAccount, type Execution } from './account.ts';
import { clientAddress } from './client-address.ts';
import { errorFacts, type LogFailure } from './failure-line.ts';
import { answerType, contentRefusal } from './media-types.ts';
import { type Graph, operations } from './operations.ts';
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
  /** What requests are counted by; absent or null: they are not. */
  readonly metering?: Metering | null;
}

export interface Metering {
  readonly meter: Meter;
  /** Proxies of our own in front: how many hops of X-Forwarded-For are theirs. */
  readonly trustedProxies: number;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Serves `POST /graphql`, `/health/live` and `/health/ready`; nothing else is here. */
export function handler(house: House): Handler {
  const settle = operations(house);
  const execution: Execution = {
    ...house,
    onSubgraphFailure: (requestId, subgraph, reason) =>
      house.logFailure({ event: 'subgraph_unavailable', requestId, subgraph, ...errorFacts(reason) }),
  };

  return (request, response) => {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    replyTo(request, response, requestId).then(
      (reply) => send(response, reply),
      (reason: unknown) => {
        if (response.destroyed) return;
        house.logFailure({ event: 'failed', requestId, status: 500, ...errorFacts(reason) });
        const failure = refused(500, 'INTERNAL_SERVER_ERROR', 'The answer could not be made.');
        send(response, refusalReply(failure, 'application/json'));
      },
    );
  };

  async function replyTo(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<Reply> {
    const path = request.url?.split('?', 1)[0];
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
  ): Promise<Reply> {
    const type = answerType(request.headers.accept);
    if (type === null) {
      const unacceptable = refused(406, 'BAD_REQUEST', 'Expected to be allowed to answer application/json.');
      return refusalReply(unacceptable, 'application/json');
    }
    const answer = await answerOrRefusal(request, response, requestId);
    if (!isRefused(answer)) return { status: 200, type, body: answer.body };
    if (!response.destroyed && (answer.status === 401 || answer.status === 403 || answer.status >= 500)) {
      const code = String(answer.errors[0].extensions?.code);
      house.logFailure({ event: 'refused', requestId, status: answer.status, code });
    }
    return refusalReply(answer, type);
  }

  async function answerOrRefusal(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<{ readonly body: string } | Refused> {
    if (request.method !== 'POST') {
      return refused(405, 'BAD_REQUEST', 'Expected POST.', { allow: 'POST' });
    }
    const unreadable = contentRefusal(request.headers);
    if (unreadable !== null) return unreadable;
    const now = house.clock();
    const viewer = await house.authenticate(credentialsOf(request), now);
    const admitted = admit(request, isRefusal(viewer) ? null : viewer);
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
    return withinDeadline(response, deadlineMs, async (signal) => {
      const recordWithinMs = deadlineMs / 2;
      const running = { ...operation, viewer, requestId, now, signal, recordWithinMs };
      const answered = await answerWithAccount(running, execution);
      if (!answered.notes.ledgerAvailable) {
        house.logFailure({ event: 'ledger_unavailable', requestId, audience: viewer.audience });
      }
      return { body: bodyOf(answered, viewer, requestId) };
    });
  }

  /**
   * Counted for the organisation, whichever way its requests come; without one, and
   * where a token does not hold, for the address.
   *
   * @param viewer null: nobody whom we believe.
   */
  function admit(request: IncomingMessage, viewer: Viewer | null): Admitted | Refused {
    if (!house.metering) return UNMETERED;
    const { meter, trustedProxies } = house.metering;
    const forwarded = request.headers['x-forwarded-for'];
    const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
    const organization = viewer?.organization?.id;
    const who = organization ?? clientAddress(request.socket.remoteAddress, hops, trustedProxies);
    const admitted = meter.admit(who, ratesFor(viewer?.audience ?? 'PUBLIC'));
    return isRateRefusal(admitted) ? refusedByRate(admitted) : admitted;
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

const UNMETERED: Admitted = { charge: () => null, leave: () => undefined };

/** Ends with the client's connection and with the deadline, whichever comes first. */
async function withinDeadline<Answer extends object>(
  response: ServerResponse,
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer | Refused> {
  const controller = new AbortController();
  const { promise: ended, resolve: end } = Promise.withResolvers<Refused>();
  const gone = () => {
    controller.abort();
    end(refused(504, 'DEADLINE_EXCEEDED', 'The client went away.'));
  };
  const timer = setTimeout(() => {
    controller.abort();
    end(refused(504, 'DEADLINE_EXCEEDED', `The answer was not ready within ${deadlineMs} ms.`));
  }, deadlineMs);
  response.once('close', gone);
  try {
    const working = work(controller.signal).catch((reason: unknown) => {
      if (controller.signal.aborted) return ended;
      throw reason;
    });
    return await Promise.race([working, ended]);
  } finally {
    clearTimeout(timer);
    response.off('close', gone);
  }
}

function credentialsOf(request: IncomingMessage) {
  const { authorization, 'x-purpose': purpose } = request.headers;
  return { authorization, purpose: Array.isArray(purpose) ? purpose.join(',') : purpose };
}

/** Written as text around data that already is text. */
function bodyOf({ dataJson, errors, notes }: Answered, viewer: Viewer, requestId: string): string {
  const disclosure = {
    requestId,
    withheld: withheldCounts(notes),
    ...demotedViewer(viewer),
  };
  const told = errors.length === 0 ? '' : `,"errors":${JSON.stringify(errors)}`;
  return `{"data":${dataJson}${told},"extensions":{"disclosure":${JSON.stringify(disclosure)}}}`;
}

/** A token whose agreement does not hold reads as the public: said wherever an answer may puzzle over it. */
function demotedViewer({ audience, demoted }: Viewer) {
  return demoted === null ? {} : { viewer: { audience, because: demoted } };
}

function demotionOf(viewer: Viewer): Pick<Refused, 'extensions'> {
  return viewer.demoted === null ? {} : { extensions: { disclosure: demotedViewer(viewer) } };
}

function refusalReply({ status, errors, headers, extensions }: Refused, type: string): Reply {
  return { status, type, body: JSON.stringify({ errors, extensions }), headers };
}

function plain(status: number, text: string): Reply {
  return { status, type: 'text/plain', body: `${text}\n` };
}

function send(response: ServerResponse, { status, type, body, headers = {} }: Reply): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}
