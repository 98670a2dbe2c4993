import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { withheldCounts } from '@good-standing/kernel/disclosure/notes.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type Authenticate, isRefusal } from '../authenticate/authenticate.ts';
import { limitsFor } from '../limits/limits.ts';
import { type Answered, answerWithAccount, type Execution } from './account.ts';
import { admit, credentialsOf, type Metering } from './admission.ts';
import { errorFacts, type LogFailure } from './failure-line.ts';
import { answerType, contentRefusal } from './media-types.ts';
import { type Graph, operations } from './operations.ts';
import { readAsked, type TrustedDocuments } from './read-asked.ts';
import { readBody } from './read-body.ts';
import { isRefused, type Refused, refused, refusedByAuthentication, refusedByRate } from './refused.ts';
import { screenStream } from './screen-stream/screen-stream.ts';
import { withinDeadline } from './within-deadline.ts';

/** What stands behind the door. */
export interface House extends Graph, Omit<Execution, 'onSubgraphFailure'> {
  readonly authenticate: Authenticate;
  /** As `authenticate`, of what is known now: for those who have been let in and stay. Absent: the same. */
  readonly authenticateAgain?: Authenticate;
  readonly trusted: TrustedDocuments;
  /** Whether requests can be answered: what `/health/ready` says. */
  readonly isReady: () => boolean | Promise<boolean>;
  readonly clock: () => Temporal.Instant;
  readonly logFailure: LogFailure;
  /** Milliseconds a request may take; null: by audience. */
  readonly deadlineMs: number | null;
  /** What requests are counted by; absent or null: they are not. */
  readonly metering?: Metering | null;
  /** Milliseconds that a stream waits for a client that neither sends nor reads; absent: a minute. */
  readonly streamPatienceMs?: number;
}

/** Milliseconds for the whole of a request that is no stream. */
const REQUEST_WITHIN_MS = 15_000;

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Serves `POST /graphql`, `POST /screen`, `/health/live` and `/health/ready`; nothing else is here. */
export function handler(house: House): Handler {
  const settle = operations(house);
  const execution: Execution = {
    ...house,
    onSubgraphFailure: (requestId, subgraph, reason) =>
      house.logFailure({ event: 'subgraph_unavailable', requestId, subgraph, ...errorFacts(reason) }),
  };

  const screening = screenStream(house, settle, execution);

  return (request, response) => {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    replyTo(request, response, requestId).then(
      (reply) => {
        if (reply !== null) send(response, reply);
      },
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
  ): Promise<Reply | null> {
    const path = request.url?.split('?', 1)[0];
    if (path === '/screen') {
      const refusal = await screening(request, response, requestId);
      return refusal === null ? null : refusalReply(logged(refusal, response, requestId), 'application/json');
    }
    endUnfinished(request);
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
    return refusalReply(logged(answer, response, requestId), type);
  }

  function logged(refusal: Refused, response: ServerResponse, requestId: string): Refused {
    const { status, errors } = refusal;
    if (!response.destroyed && (status === 401 || status === 403 || status >= 500)) {
      house.logFailure({ event: 'refused', requestId, status, code: String(errors[0].extensions?.code) });
    }
    return refusal;
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
    const admitted = admit(house.metering ?? null, request, isRefusal(viewer) ? null : viewer);
    if (isRefused(admitted)) return admitted;
    response.once('close', admitted.leave);
    if (isRefusal(viewer)) return refusedByAuthentication(viewer);
    const limits = limitsFor(viewer.audience);
    const body = await readBody(request, limits.bodyBytes);
    if (typeof body !== 'string') return body;
    const asked = readAsked(body, house.trusted);
    if (isRefused(asked)) return asked;
    const operation = settle(asked, viewer.audience);
    if (isRefused(operation)) return { ...operation, ...demotionOf(viewer) };
    const over = admitted.charge(operation.points, house.metering ? operation.identifiers() : []);
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

/** A request whose body does not come is not waited for. */
function endUnfinished(request: IncomingMessage): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, REQUEST_WITHIN_MS);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
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
