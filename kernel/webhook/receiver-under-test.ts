import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a receiver got it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** What it answers from now on; a function may do what it likes with the answer. */
  answers(how: number | ((response: ServerResponse, request: Received) => void)): void;
  /** Until it has received so many. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A real receiver of webhooks on this machine, for tests. */
export async function receiver(host = '127.0.0.1', port = 0): Promise<Receiver> {
  const received: Received[] = [];
  let how: number | ((response: ServerResponse, request: Received) => void) = 204;
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const got = { path: request.url ?? '', headers: request.headers, body };
    received.push(got);
    if (typeof how === 'number') response.writeHead(how).end();
    else how(response, got);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}/in`,
    port: address.port,
    received,
    answers(next) {
      how = next;
    },
    until(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (received.length < count) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      return promise;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
