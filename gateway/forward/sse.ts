import { Pool } from 'undici';
import type { StreamSource, SubgraphRequest, SubgraphResult } from '../execute/source.ts';
import { readResult } from './result.ts';
import { SubgraphUnavailable } from './unavailable.ts';

export interface SseSourceOptions<Context> {
  readonly url: string;
  readonly headers?: (
    request: SubgraphRequest<Context>,
    body: string,
  ) => Promise<Record<string, string>> | Record<string, string>;
  /** Until the subgraph accepts the subscription; events may then be any time apart. */
  readonly deadlineMs?: number;
  readonly maxEventBytes?: number;
}

export type SseSource<Context> = StreamSource<Context> & { close(): Promise<void> };

/** Subscribes by server-sent events, one connection for each subscription (graphql-sse, distinct connections). */
export function sseSource<Context>(options: SseSourceOptions<Context>): SseSource<Context> {
  const { headers, deadlineMs = 10_000, maxEventBytes = 4 * 1024 * 1024 } = options;
  const url = new URL(options.url);
  const pool = new Pool(url.origin, { headersTimeout: deadlineMs, bodyTimeout: 0 });

  async function* source(request: SubgraphRequest<Context>): AsyncGenerator<SubgraphResult, void, void> {
    const body = JSON.stringify({ query: request.document, variables: request.variables });
    const answer = await pool.request({
      path: url.pathname + url.search,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(await headers?.(request, body)),
      },
      body,
      ...(request.signal && { signal: request.signal }),
    });
    const type = String(answer.headers['content-type'] ?? '');
    if (answer.statusCode !== 200 || !type.startsWith('text/event-stream')) {
      await answer.body.dump();
      throw new SubgraphUnavailable(
        'not-graphql',
        `status ${answer.statusCode}, expected text/event-stream, got "${type}"`,
      );
    }
    for await (const { event, data } of eventsOf(answer.body.setEncoding('utf8'), maxEventBytes)) {
      if (event === 'complete') return;
      if (event === 'next') yield readResult(data, 200);
    }
    throw new SubgraphUnavailable('broken', 'the stream ended without a complete event');
  }
  return Object.assign(source, { close: () => pool.destroy() });
}

interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Comments, which keep the connection alive, are left out. */
async function* eventsOf(
  chunks: AsyncIterable<string>,
  maxEventBytes: number,
): AsyncGenerator<ServerSentEvent, void, void> {
  let held = '';
  for await (const chunk of chunks) {
    const blocks = (held + chunk).split(/\r?\n\r?\n/);
    held = blocks.pop() ?? '';
    if (held.length > maxEventBytes)
      throw new SubgraphUnavailable('size', `an event of more than ${maxEventBytes} bytes`);
    for (const block of blocks) {
      const lines = block.split(/\r?\n/);
      const valuesOf = (name: string) =>
        lines
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).replace(/^ /, ''));
      const data = valuesOf('data').join('\n');
      const event = valuesOf('event').at(-1);
      if (event !== undefined) yield { event, data };
    }
  }
}
