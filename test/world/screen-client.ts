import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';

/** A line of the answer of `POST /screen`. */
export interface StreamLine {
  readonly line?: number;
  readonly reference?: string | null;
  readonly result?: {
    readonly verdict: string;
    readonly error: string | null;
    readonly candidates: readonly unknown[];
  };
  readonly rulesVersion?: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly end?: {
    readonly code: string;
    readonly message: string;
    readonly answeredThrough: number;
    readonly requestId: string;
  };
}

/** A stream that is open: what is sent and what comes back are each at their own pace. */
export interface OpenStream {
  readonly request: ClientRequest;
  readonly response: Promise<IncomingMessage>;
  /** Waits where the other side does not take more. */
  send(text: string | Buffer): Promise<void>;
  finish(): void;
  lines(): AsyncGenerator<StreamLine>;
}

/** @param url of the house's `/graphql`. */
export function openStream(url: string, headers: Readonly<Record<string, string>>): OpenStream {
  const sent = request(new URL('/screen', url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', ...headers },
  });
  sent.flushHeaders();
  // NOTE: a stream may end before all of it is sent: the answer says so.
  sent.on('error', () => undefined);
  const response = once(sent, 'response').then(([got]) => got as IncomingMessage);
  response.catch(() => undefined);
  return {
    request: sent,
    response,
    async send(text) {
      if (sent.destroyed || sent.write(text)) return;
      const closed = new AbortController();
      await Promise.race([
        once(sent, 'drain', { signal: closed.signal }),
        once(sent, 'close', { signal: closed.signal }),
      ]).catch(() => undefined);
      closed.abort();
    },
    finish: () => void sent.end(),
    async *lines() {
      const got = await response;
      for await (const line of createInterface({ input: got, crlfDelay: Number.POSITIVE_INFINITY })) {
        yield JSON.parse(line) as StreamLine;
      }
    },
  };
}

/** All of it at once: the lines of the answer. */
export async function streamed(
  url: string,
  headers: Readonly<Record<string, string>>,
  lines: Iterable<string | Buffer>,
): Promise<readonly StreamLine[]> {
  const stream = openStream(url, headers);
  const sending = (async () => {
    for (const line of lines) await stream.send(line);
    stream.finish();
  })();
  const answer: StreamLine[] = [];
  for await (const line of stream.lines()) answer.push(line);
  await sending;
  return answer;
}
