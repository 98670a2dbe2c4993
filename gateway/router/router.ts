import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CompiledOperation, ExecutedOperation } from '../execute/compile.ts';
import type { Sources, StreamSources } from '../execute/source.ts';
import { coerceVariables } from '../execute/variables.ts';
import { type HttpSource, httpSource } from '../forward/http.ts';
import { type SseSource, sseSource } from '../forward/sse.ts';
import { type Planner, planner } from '../plan/planner.ts';
import { readGraphqlRequest } from './graphql-request.ts';
import { operationsOf } from './operations.ts';

export interface RouterOptions {
  readonly supergraphSdl: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Each fetch from a subgraph. */
  readonly deadlineMs?: number;
  readonly maxResponseBytes?: number;
  /** What the client is not told: why a subgraph did not answer, and errors of our own. */
  readonly log?: (line: string) => void;
}

export interface Router {
  readonly url: string;
  /** Takes no more requests, ends those in flight, then resolves. */
  close(): Promise<void>;
}

/** Serves any Federation 2 supergraph from the subgraphs it names, to anybody who can reach the port. */
export async function startRouter(options: RouterOptions): Promise<Router> {
  const { host = '127.0.0.1', log = () => undefined } = options;
  const made = planner(options.supergraphSdl);
  const { sources, streams } = subgraphSources(made, options);
  const closing = new AbortController();
  const serve = serverOf({ planner: made, sources, streams, log, closing: closing.signal });
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      log(`error: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent) answer(response, 500, 'application/json', internalError);
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/graphql`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      closing.abort();
      server.closeIdleConnections();
      await closed;
      await Promise.all(
        [...Object.values(sources), ...Object.values(streams)].map((source) => source.close()),
      );
    },
  };
}

function subgraphSources(made: Planner, { deadlineMs, maxResponseBytes }: RouterOptions) {
  const sources: Record<string, HttpSource<null>> = {};
  const streams: Record<string, SseSource<null>> = {};
  for (const [name, url] of made.supergraph.subgraphs) {
    if (!URL.canParse(url))
      throw new UnusableSupergraph(`the subgraph "${name}" has no usable URL: "${url}"`);
    const options = {
      url,
      ...(deadlineMs !== undefined && { deadlineMs }),
      ...(maxResponseBytes !== undefined && { maxResponseBytes }),
    };
    sources[name] = httpSource<null>(options);
    streams[name] = sseSource<null>(options);
  }
  return { sources, streams };
}

export class UnusableSupergraph extends Error {}

interface Served {
  readonly planner: Planner;
  readonly sources: Sources<null>;
  readonly streams: StreamSources<null>;
  readonly log: (line: string) => void;
  /** Ends the subscriptions, which would not end by themselves. */
  readonly closing: AbortSignal;
}

function serverOf({ planner: made, sources, streams, log, closing }: Served) {
  const operationFor = operationsOf<null>(made);
  const onSubgraphFailure = (subgraph: string, reason: unknown) => log(`${subgraph}: ${String(reason)}`);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://router');
    if (url.pathname === '/health/ready') return answer(response, 200, 'text/plain', 'ready');
    if (url.pathname !== '/graphql') return answer(response, 404, 'text/plain', 'Expected /graphql.');
    const acceptsEvents = request.headers.accept?.includes('text/event-stream') === true;
    const mediaType = acceptable(request.headers.accept) ?? (acceptsEvents ? 'application/json' : undefined);
    if (mediaType === undefined)
      return answer(response, 406, 'text/plain', 'Expected to answer with application/json.');
    const read = await readGraphqlRequest(request, url);
    if ('refusal' in read) {
      if (read.status === 405) response.setHeader('allow', 'GET, POST');
      if (read.status === 413) response.setHeader('connection', 'close');
      return answer(response, read.status, mediaType, errorsJson([{ message: read.refusal }]));
    }
    const operation = operationFor(read.query, read.operationName);
    if ('errors' in operation) return refuse(response, mediaType, operation.errors);
    if (request.method === 'GET' && operation.compiled.kind !== 'query') {
      response.setHeader('allow', 'POST');
      return answer(response, 405, mediaType, errorsJson([{ message: 'Expected POST for a mutation.' }]));
    }
    const coerced = coerceVariables(made.apiSchema, operation.document, read.operationName, read.variables);
    if ('errors' in coerced) return refuse(response, mediaType, coerced.errors);
    const { variables } = coerced;
    if (operation.compiled.kind === 'subscription') {
      if (!acceptsEvents)
        return answer(response, 406, 'text/plain', 'Expected to answer with text/event-stream.');
      return stream(operation.compiled, variables, response);
    }
    const text = await run(operation.compiled, variables, response);
    if (text !== undefined) answer(response, 200, mediaType, text);
  };

  async function stream(
    compiled: CompiledOperation<null>,
    variables: Readonly<Record<string, unknown>>,
    response: ServerResponse,
  ): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, closing]);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.write(':\n\n');
    const alive = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
    try {
      const input = { variables, context: null, signal, sources, streams, onSubgraphFailure };
      for await (const executed of compiled.subscribe(input)) {
        const hasRoom = response.write(`event: next\ndata: ${textOf(executed)}\n\n`);
        if (!hasRoom) await once(response, 'drain', { signal });
      }
      response.end('event: complete\ndata:\n\n');
    } catch (error) {
      if (!signal.aborted) throw error;
      response.end();
    } finally {
      clearInterval(alive);
    }
  }

  /** Undefined when the client has gone. */
  async function run(
    compiled: CompiledOperation<null>,
    variables: Readonly<Record<string, unknown>>,
    response: ServerResponse,
  ): Promise<string | undefined> {
    const gone = new AbortController();
    const onClose = () => gone.abort();
    response.once('close', onClose);
    try {
      const input = { variables, context: null, signal: gone.signal, sources, onSubgraphFailure };
      return textOf(await compiled.run(input));
    } catch (error) {
      if (gone.signal.aborted) return undefined;
      throw error;
    } finally {
      response.removeListener('close', onClose);
    }
  }
}

/** A comment as often as this keeps proxies from closing a silent stream. */
const HEARTBEAT_MS = 15_000;

function textOf({ dataJson, errors }: ExecutedOperation): string {
  return errors.length === 0
    ? `{"data":${dataJson}}`
    : `{"data":${dataJson},"errors":${JSON.stringify(errors)}}`;
}

type MediaType = 'application/json' | 'application/graphql-response+json' | 'text/plain';

/** The first that the client names of the two we speak; `application/json` for a client that does not care. */
function acceptable(accept: string | undefined): MediaType | undefined {
  if (accept === undefined) return 'application/json';
  for (const range of accept.split(',')) {
    const type = range.split(';', 1)[0]?.trim().toLowerCase();
    if (type === 'application/graphql-response+json') return type;
    if (type === 'application/json' || type === '*/*' || type === 'application/*') return 'application/json';
  }
  return undefined;
}

/** An operation that was not run: an error of the request only where the media type says that statuses mean something. */
function refuse(
  response: ServerResponse,
  mediaType: MediaType,
  errors: readonly { toJSON(): unknown }[],
): void {
  const status = mediaType === 'application/graphql-response+json' ? 400 : 200;
  answer(response, status, mediaType, errorsJson(errors));
}

function errorsJson(errors: readonly unknown[]): string {
  return JSON.stringify({ errors });
}

const internalError = errorsJson([{ message: 'Internal server error.' }]);

function answer(response: ServerResponse, status: number, mediaType: MediaType, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(status, {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': body.length,
  });
  response.end(body);
}
