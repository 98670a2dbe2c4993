import { describe, expect, test } from 'vitest';
import { withDeadline } from './deadline.ts';
import type { SubgraphRequest } from './source.ts';

const request: SubgraphRequest<null> = {
  subgraph: 'a',
  document: '{ a }',
  operationKind: 'query',
  variables: {},
  context: null,
  signal: undefined,
};

describe('a source with a deadline', () => {
  test('answers as without one', async () => {
    expect(await withDeadline<null>(async () => ({ data: { a: 1 } }), 1_000)(request)).toEqual({
      data: { a: 1 },
    });
    expect(withDeadline<null>(() => ({ data: { a: 1 } }), 1_000)(request)).toEqual({ data: { a: 1 } });
    await expect(withDeadline<null>(() => Promise.reject(new Error('no')), 1_000)(request)).rejects.toThrow(
      'no',
    );
  });

  test('is given up on, and told so', async () => {
    let told: AbortSignal | undefined;
    const silent = withDeadline<null>(({ signal }) => {
      told = signal;
      return new Promise(() => undefined);
    }, 5);
    await expect(silent(request)).rejects.toThrow('no answer within 5 ms');
    expect(told?.aborted).toBe(true);
  });
});
