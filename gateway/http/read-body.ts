import type { IncomingMessage } from 'node:http';
import { limitRefusal } from '../limits/refusal.ts';
import { type Refused, refused, refusedByLimit } from './refused.ts';

/** The body as text, or why it is not read: too many bytes, told by the first that is too many, or no UTF-8. */
export async function readBody(request: IncomingMessage, most: number): Promise<string | Refused> {
  const declared = Number(request.headers['content-length']);
  if (declared > most) return tooLarge(declared, most);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) return tooLarge(bytes, most);
      chunks.push(chunk);
    }
  } catch {
    return refused(400, 'BAD_REQUEST', 'The body ended before it was complete.');
  }
  const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  try {
    return utf8.decode(body);
  } catch {
    return refused(400, 'BAD_REQUEST', 'Expected a body in UTF-8.');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What is left of the body is not read: the connection ends with the answer. */
function tooLarge(bytes: number, most: number): Refused {
  return { ...refusedByLimit(limitRefusal('bodyBytes', bytes, most)), headers: { connection: 'close' } };
}
