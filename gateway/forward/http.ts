import { type Dispatcher, Pool } from 'undici';
import type { Source, SubgraphRequest, SubgraphResult } from '../execute/source.ts';
import { readResult } from './result.ts';
import { SubgraphUnavailable } from './unavailable.ts';

export interface HttpSourceOptions<Context> {
  readonly url: string;
  /** Headers beside those of the protocol; may wait, as a signature does. */
  readonly headers?: (
    request: SubgraphRequest<Context>,
    body: string,
  ) => Promise<Record<string, string>> | Record<string, string>;
  /** From the first byte sent to the last received, one attempt. */
  readonly deadlineMs?: number;
  readonly maxResponseBytes?: number;
  /** Connections kept open to this subgraph. */
  readonly connections?: number;
}

export type HttpSource<Context> = Source<Context> & {
  /** Lets the fetches in flight end, then closes the connections. */
  close(): Promise<void>;
};

/**
 * A subgraph behind HTTP, on its own pool of keep-alive connections. A query whose
 * connection failed before any answer is sent once more; a mutation never is, for it
 * may have been done.
 */
export function httpSource<Context>(options: HttpSourceOptions<Context>): HttpSource<Context> {
  const { headers, deadlineMs = 10_000, maxResponseBytes = 32 * 1024 * 1024, connections = 64 } = options;
  const url = new URL(options.url);
  const pool = new Pool(url.origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  const target = { pool, path: url.pathname + url.search, deadlineMs, maxResponseBytes };

  async function source(request: SubgraphRequest<Context>): Promise<SubgraphResult> {
    const body = JSON.stringify({ query: request.document, variables: request.variables });
    const sent = { ...protocolHeaders, ...(await headers?.(request, body)) };
    try {
      return await send(target, body, sent, request.signal);
    } catch (reason) {
      const mayRepeat =
        request.operationKind === 'query' &&
        reason instanceof SubgraphUnavailable &&
        reason.what === 'connection' &&
        request.signal?.aborted !== true;
      if (!mayRepeat) throw reason;
      return send(target, body, sent, request.signal);
    }
  }
  return Object.assign(source, { close: () => pool.close() });
}

const protocolHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, application/graphql-response+json;q=0.9',
};

interface Target {
  readonly pool: Pool;
  readonly path: string;
  readonly deadlineMs: number;
  readonly maxResponseBytes: number;
}

/** One attempt, on the bare dispatcher: a stream and its reader would cost more than the rest of the fetch. */
function send(
  { pool, path, deadlineMs, maxResponseBytes }: Target,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<SubgraphResult> {
  return new Promise((resolve, reject) => {
    let stop: ((reason: Error) => void) | undefined;
    let given: Error | undefined;
    let status: number | undefined;
    let received = 0;
    const chunks: Buffer[] = [];

    const giveUp = (reason: Error): void => {
      given ??= reason;
      stop?.(reason);
      settle();
      reject(given);
    };
    const onAbort = (): void => giveUp(asError(signal?.reason));
    const timer = setTimeout(
      () => giveUp(new SubgraphUnavailable('deadline', `no answer within ${deadlineMs} ms`)),
      deadlineMs,
    );
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        stop = (reason) => controller.abort(reason);
        if (given !== undefined) stop(given);
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        received += chunk.length;
        if (received > maxResponseBytes)
          giveUp(new SubgraphUnavailable('size', `more than ${maxResponseBytes} bytes`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        settle();
        try {
          resolve(
            readResult(chunks.length === 1 ? String(chunks[0]) : String(Buffer.concat(chunks)), status),
          );
        } catch (reason) {
          reject(asError(reason));
        }
      },
      onResponseError(_controller, error) {
        settle();
        const what = status === undefined ? 'connection' : 'broken';
        reject(given ?? new SubgraphUnavailable(what, error.message, error));
      },
    };
    pool.dispatch({ path, method: 'POST', headers, body }, handler);
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('Aborted.', { cause: reason });
}
