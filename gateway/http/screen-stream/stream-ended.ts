import type { Refused } from '../refused.ts';

/** Why a stream goes no further: what its last line says. Thrown to whoever waits, caught where the stream began. */
export class StreamEnded extends Error {
  override readonly name = 'StreamEnded';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function endedBy({ errors: [{ message, extensions }] }: Refused): StreamEnded {
  return new StreamEnded(String(extensions?.code ?? 'INTERNAL_SERVER_ERROR'), message);
}

/** What every wait of one stream may be cut short by. */
export interface Stopping {
  readonly reason: Error | null;
  /** The first reason counts. */
  stop(reason: Error): void;
  /** As the work ends, or rejects with the reason as soon as there is one. */
  until<Value>(work: Promise<Value>): Promise<Value>;
}

export function stopping(): Stopping {
  let reason: Error | null = null;
  // NOTE: a promise that never settles would keep all that ever raced with it.
  const waiting = new Set<(reason: Error) => void>();
  return {
    get reason() {
      return reason;
    },
    stop(given) {
      reason ??= given;
      for (const reject of waiting) reject(reason);
      waiting.clear();
    },
    until(work) {
      return new Promise((resolve, reject) => {
        if (reason !== null) {
          work.catch(() => undefined);
          reject(reason);
          return;
        }
        waiting.add(reject);
        work.then(resolve, reject).finally(() => waiting.delete(reject));
      });
    },
  };
}
