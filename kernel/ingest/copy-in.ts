import type { Writable } from 'node:stream';
import type { TransactionSql } from '../postgres/pool.ts';

/**
 * Sends COPY data within a transaction and waits until the server has taken it.
 *
 * @param command `copy … from stdin`
 */
export async function copyIn(
  tx: TransactionSql,
  command: string,
  data: readonly Uint8Array[],
): Promise<void> {
  const query = tx.unsafe(command);
  const refusal = refusalOf(query);
  const stream: Writable = await query.writable();
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', reject);
    refusal.then(reject);
  });
  failed.catch(() => undefined);
  const sent = (async () => {
    for (const part of data) await write(stream, part, failed);
    await Promise.race([new Promise<void>((done) => stream.end(done)), failed]);
  })();
  await sent;
}

function write(stream: Writable, part: Uint8Array, failed: Promise<never>): Promise<void> {
  if (stream.write(part)) return Promise.resolve();
  return Promise.race([new Promise<void>((drained) => stream.once('drain', drained)), failed]);
}

/**
 * What the server says against the data once all of it is sent. postgres.js has
 * then resolved the query with the stream, forgets the error and never ends the
 * stream; the query's own `reject` is the one place where it passes by.
 */
function refusalOf(query: object): Promise<Error> {
  return new Promise((refused) => {
    const watched = query as { reject: (error: Error) => void };
    const { reject } = watched;
    watched.reject = (error) => {
      refused(error);
      reject(error);
    };
  });
}
