import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler } from './handler.ts';

export interface HttpServer {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
  /** Takes no more requests, lets those in flight end for a while, then closes. */
  close(): Promise<void>;
}

const LARGEST_HEADERS_BYTES = 16 * 1024;
const HEADERS_WITHIN_MS = 5_000;
/** The handler says how long each may take: a stream may take hours. */
const NO_REQUEST_TIMEOUT = 0;
const KEEP_ALIVE_MS = 65_000;
const CLOSE_WITHIN_MS = 5_000;

/** Listens; rejects with the system's error where it cannot: EADDRINUSE, EACCES. */
export async function listen(
  handler: Handler,
  { port, host }: { port: number; host: string },
): Promise<HttpServer> {
  const server = createServer(
    {
      maxHeaderSize: LARGEST_HEADERS_BYTES,
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: NO_REQUEST_TIMEOUT,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    handler,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      handler.endStreams?.();
      server.closeIdleConnections();
      const impatient = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
      await closed;
      clearTimeout(impatient);
    },
  };
}
