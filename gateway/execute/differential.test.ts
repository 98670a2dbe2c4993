import * as fc from 'fast-check';
import { execute, parse } from 'graphql';
import { expect, test } from 'vitest';
import { library, root } from './library-under-test.ts';
import { randomOperation } from './random-operation.ts';

const schema = library.planner.apiSchema;

const operations = randomOperation(schema, {
  id: ['"w1"', '"r2"', '$id', '"none"'],
  ids: ['["w0", "r1", "v2"]', '["none", "w3"]', '[]', '[$id]'],
  kind: ['RARE', 'COMMON', 'null'],
  first: ['1', '2', '$one', 'null'],
  currency: ['"EUR"', '"USD"', 'null'],
  filter: ['{ text: "w" }', '{ text: "1", limit: 2 }', '{ text: $text, limit: 3 }'],
});

test('any operation answers as it would without subgraphs', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(operations, async ({ document, variables }) => {
      const alone = await execute({
        schema,
        document: parse(document),
        rootValue: root,
        variableValues: variables,
      });
      expect(alone.errors ?? []).toEqual([]);
      const answer = await library.ask(document, { variables });
      expect({ data: answer.data, errors: answer.errors, failures: answer.failures }).toEqual({
        data: JSON.parse(JSON.stringify(alone.data)),
        errors: [],
        failures: [],
      });
      expect(JSON.stringify(answer.data)).toBe(JSON.stringify(alone.data));
    }),
    { numRuns: Number(process.env.RUNS ?? 300) },
  );
});
