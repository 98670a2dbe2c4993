import type { IncomingMessage } from 'node:http';
import { StreamEnded } from './stream-ended.ts';

/** A request's body, one piece at a time: what is not asked for stays with the client. */
export interface BodyReader {
  /** Null at its end. Rejects where the client breaks off. One at a time. */
  next(): Promise<Buffer | null>;
  /** Lets the rest come and go. */
  discard(): void;
}

export function bodyReader(request: IncomingMessage): BodyReader {
  let waiting: PromiseWithResolvers<Buffer | null> | null = null;
  let come: Buffer[] = [];
  let isAtEnd = false;
  let isBroken = false;
  const take = (piece: Buffer) => {
    request.pause();
    if (waiting === null) come.push(piece);
    else waiting.resolve(piece);
    waiting = null;
  };
  request.on('data', take);
  request.on('end', () => {
    isAtEnd = true;
    waiting?.resolve(null);
    waiting = null;
  });
  const broken = () => {
    if (isAtEnd) return;
    isBroken = true;
    waiting?.reject(brokenOff());
    waiting = null;
  };
  request.on('error', broken);
  request.on('close', broken);
  request.pause();
  return {
    async next() {
      const [first, ...others] = come;
      come = others;
      if (first !== undefined) return first;
      if (isAtEnd) return null;
      if (isBroken) throw brokenOff();
      const piece = Promise.withResolvers<Buffer | null>();
      waiting = piece;
      request.resume();
      return piece.promise;
    },
    discard() {
      request.off('data', take);
      come = [];
      waiting = null;
      request.resume();
    },
  };
}

function brokenOff(): StreamEnded {
  return new StreamEnded('BODY_BROKEN_OFF', 'The body ended before it was complete.');
}
