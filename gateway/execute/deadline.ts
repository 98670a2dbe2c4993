import type { Source } from './source.ts';

/**
 * The same source, given up on after a time: for a subgraph in this process, which
 * has no connection to time out. The subgraph is told by its signal.
 */
export function withDeadline<Context>(source: Source<Context>, deadlineMs: number): Source<Context> {
  return (request) => {
    const expiring = new AbortController();
    const signal =
      request.signal === undefined ? expiring.signal : AbortSignal.any([request.signal, expiring.signal]);
    const answer = source({ ...request, signal });
    if (!(answer instanceof Promise)) return answer;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const reason = new Error(`no answer within ${deadlineMs} ms`);
        reject(reason);
        expiring.abort(reason);
      }, deadlineMs);
      answer.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  };
}
