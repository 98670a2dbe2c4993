import type { ServerResponse } from 'node:http';
import { type Refused, refused } from './refused.ts';

/** Ends with the client's connection and with the deadline, whichever comes first. */
export async function withinDeadline<Answer extends object>(
  response: ServerResponse,
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer | Refused> {
  const controller = new AbortController();
  const { promise: ended, resolve: end } = Promise.withResolvers<Refused>();
  const gone = () => {
    controller.abort();
    end(refused(504, 'DEADLINE_EXCEEDED', 'The client went away.'));
  };
  const timer = setTimeout(() => {
    controller.abort();
    end(refused(504, 'DEADLINE_EXCEEDED', `The answer was not ready within ${deadlineMs} ms.`));
  }, deadlineMs);
  response.once('close', gone);
  try {
    const working = work(controller.signal).catch((reason: unknown) => {
      if (controller.signal.aborted) return ended;
      throw reason;
    });
    return await Promise.race([working, ended]);
  } finally {
    clearTimeout(timer);
    response.off('close', gone);
  }
}
