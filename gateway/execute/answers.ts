import { expect, test } from 'vitest';
import type { GraphUnderTest } from './graph-under-test.ts';

/** One test for each operation: its data to the letter, without errors. */
export function answers(graph: GraphUnderTest, rows: readonly (readonly [string, object])[]): void {
  test.each(rows)('%s', async (document, data) => {
    const answer = await graph.ask(document);
    expect({ data: answer.data, errors: answer.errors, failures: answer.failures }).toEqual({
      data,
      errors: [],
      failures: [],
    });
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(data));
  });
}
