import type { PlanNode } from '@graphql-hive/router-query-planner';
import { describe, expect, test } from 'vitest';
import { graphUnderTest } from './graph-under-test.ts';
import { mergeWith } from './merge.ts';
import { compilePlan } from './plan-steps.ts';
import type { Run } from './run.ts';

/** Nodes that the planner has, and that no operation compiled here makes it use. */
const { planner } = graphUnderTest({
  a: { typeDefs: 'type Query { a: Query n: Int rows: [Row] } type Row { query: Query n: Int }' },
});

async function run(
  node: PlanNode,
  variables: Record<string, unknown>,
  data: Record<string, unknown> | undefined,
) {
  const asked: string[] = [];
  const progress: Run<null> = {
    variables,
    context: null,
    signal: undefined,
    sources: {
      a: ({ document }) => {
        asked.push(document);
        return { data: { n: { deep: asked.length } } };
      },
    },
    onSubgraphResult: undefined,
    onSubgraphFailure: undefined,
    data,
    errors: [],
    isIncomplete: false,
  };
  const { supergraph } = planner;
  const failures = { subgraphError: () => undefined, unavailable: () => undefined };
  await compilePlan<null>(node, { supergraph, merge: mergeWith(supergraph), failures })(progress);
  return { asked, data: progress.data };
}

const fetchOf = (operation: string): PlanNode => ({ kind: 'Fetch', serviceName: 'a', operation });

describe('a plan', () => {
  test.each([
    [{ yes: true }, ['{ yes }']],
    [{ yes: false }, ['{ no }']],
    [{}, ['{ no }']],
  ])('takes the branch of a condition that %o says', async (variables, asked) => {
    const node: PlanNode = {
      kind: 'Condition',
      condition: 'yes',
      ifClause: fetchOf('{ yes }'),
      elseClause: fetchOf('{ no }'),
    };
    expect((await run(node, variables, undefined)).asked).toEqual(asked);
  });

  test('without the branch it takes asks nothing', async () => {
    const node: PlanNode = { kind: 'Condition', condition: 'yes', ifClause: fetchOf('{ yes }') };
    expect((await run(node, {}, undefined)).asked).toEqual([]);
  });

  test('puts root fields under each object that returns the root, and shares no part of them', async () => {
    const node: PlanNode = {
      kind: 'Flatten',
      path: [{ Field: 'rows' }, '@', { Field: 'query' }],
      node: fetchOf('{ n }'),
    };
    const { asked, data } = await run(
      node,
      {},
      { rows: [{ query: {} }, { query: null }, { query: { n: null } }] },
    );
    expect(asked).toEqual(['{ n }']);
    expect(data).toEqual({
      rows: [{ query: { n: { deep: 1 } } }, { query: null }, { query: { n: { deep: 1 } } }],
    });
    const [first, , third] = (data as { rows: { query: { n: object } }[] }).rows;
    expect(first?.query.n).not.toBe(third?.query.n);
  });

  test('with a node of another kind is refused', async () => {
    const node: PlanNode = { kind: 'Defer', primary: {}, deferred: [] };
    await expect(run(node, {}, undefined)).rejects.toThrow(/Defer/);
  });
});
