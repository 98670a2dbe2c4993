import type { KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Ledger } from '../ledger/ledger.ts';
import { type SeenNonces, seenNonces, verifyAssertion } from '../viewer/assertion.ts';
import { accountedAnswer, type SubOperation } from './accounted.ts';
import type { Subgraph } from './subgraph.ts';

/** The header that an assertion comes in. */
export const ASSERTION_HEADER = 'good-standing-assertion';

export interface Served {
  readonly subgraph: Subgraph;
  readonly ledger: Ledger;
  /** The gateway's public key: who cannot sign with its other half is not answered. */
  readonly assertionKey: KeyObject;
  /** Whether the database answers. */
  readonly isReady: () => Promise<boolean>;
  /** Told of a failure that the client is not told of. */
  readonly failed: (error: unknown) => void;
}

/** Five thousand representations of an entity are well within it. */
const LARGEST_BODY = 8 * 1024 * 1024;
/** An assertion may be as long as 16 KiB, which is all that node allows for headers together. */
const LONGEST_HEADERS = 32 * 1024;
const RECEIVED_WITHIN_MS = 10_000;

/** `POST /graphql` for a gateway with a valid assertion, `GET /health/ready` for anyone. Not listening yet. */
export function subgraphServer(served: Served): Server {
  const seen = seenNonces();
  const server = createServer(
    { maxHeaderSize: LONGEST_HEADERS, requestTimeout: RECEIVED_WITHIN_MS, keepAliveTimeout: 60_000 },
    (request, response) => {
      route(served, seen, request)
        .catch((error: unknown) => {
          served.failed(error);
          return refusal(500, 'INTERNAL_SERVER_ERROR', 'The answer could not be made.');
        })
        .then((reply) => send(response, reply));
    },
  );
  return server;
}

interface Reply {
  readonly status: number;
  readonly json: string;
}

async function route(served: Served, seen: SeenNonces, request: IncomingMessage): Promise<Reply> {
  const { method, url } = request;
  if (url === '/health/ready') {
    if (method !== 'GET') return refusal(405, 'METHOD_NOT_ALLOWED', 'expected GET');
    const ready = await served.isReady();
    return { status: ready ? 200 : 503, json: JSON.stringify({ ready }) };
  }
  if (url !== '/graphql') return refusal(404, 'NOT_FOUND', 'expected /graphql or /health/ready');
  if (method !== 'POST') return refusal(405, 'METHOD_NOT_ALLOWED', 'expected POST');
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'expected content-type application/json');
  }
  const body = await bodyOf(request);
  if (body === null) return refusal(413, 'TOO_LARGE', `expected a body of at most ${LARGEST_BODY} bytes`);
  return answer(served, seen, request, body);
}

async function answer(
  { subgraph, ledger, assertionKey }: Served,
  seen: SeenNonces,
  request: IncomingMessage,
  body: Buffer,
): Promise<Reply> {
  const header = request.headers[ASSERTION_HEADER];
  const assertion = verifyAssertion(assertionKey, typeof header === 'string' ? header : undefined, {
    subgraph: subgraph.name,
    policyVersion: subgraph.policyVersion,
    body,
    receivedAt: Date.now(),
    seen,
  });
  if (typeof assertion === 'string') {
    return refusal(401, 'UNAUTHENTICATED', `expected a valid ${ASSERTION_HEADER}, got ${assertion}`);
  }
  const operation = readOperation(body);
  if (operation === null)
    return refusal(400, 'BAD_REQUEST', 'expected {"query": string, "variables"?: object}');
  return { status: 200, json: await accountedAnswer(subgraph, ledger, assertion, operation) };
}

/** Null where it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST_BODY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function readOperation(body: Buffer): SubOperation | null {
  try {
    const read: unknown = JSON.parse(body.toString('utf8'));
    if (!isObject(read)) return null;
    const { query, variables } = read;
    if (typeof query !== 'string') return null;
    if (variables === undefined || variables === null) return { query, variables: {} };
    return isObject(variables) ? { query, variables } : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(status: number, code: string, message: string): Reply {
  return { status, json: JSON.stringify({ errors: [{ message, extensions: { code } }] }) };
}

function send(response: ServerResponse, { status, json }: Reply): void {
  if (response.destroyed) return;
  const unread = status === 413 ? { connection: 'close' } : {};
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
    'cache-control': 'no-store',
    ...unread,
  });
  response.end(json);
}
