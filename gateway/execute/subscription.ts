import type { FetchNode, PlanNode } from '@graphql-hive/router-query-planner';
import { askOf, compileSettle, variablesOf } from './fetch.ts';
import { type CompiledPlan, compilePlan } from './plan-steps.ts';
import type { Run, Step } from './run.ts';
import type { StreamSources } from './source.ts';

/** Fills a fresh run for each event of a subscription, with all that its event lacks. */
export type Subscribe<Context> = (
  start: () => Run<Context>,
  streams: StreamSources<Context>,
) => AsyncGenerator<Run<Context>, void, void>;

/** The plan of a subscription: one subgraph that has the events, and what is fetched for each. */
export function compileSubscription<Context>(node: PlanNode, plan: CompiledPlan): Subscribe<Context> {
  const { primary, rest } = split(node);
  const ask = askOf({ ...primary, operationKind: 'subscription' });
  const settle = compileSettle(primary, [], plan);
  const complete: Step<Context> = compilePlan({ kind: 'Sequence', nodes: rest }, plan);

  return async function* subscribe(start, streams) {
    const first = start();
    const stream = streams[ask.subgraph];
    if (stream === undefined) throw new Error(`The subgraph ${ask.subgraph} has no stream.`);
    const { context, signal } = first;
    const { subgraph, document, operationKind } = ask;
    const variables = variablesOf(first, ask);
    const events = stream({ subgraph, document, operationKind, variables, context, signal });
    try {
      for await (const result of events) {
        const run = start();
        run.onSubgraphResult?.(subgraph, result);
        settle(run, result);
        await complete(run);
        yield run;
      }
    } catch (reason) {
      signal?.throwIfAborted();
      first.onSubgraphFailure?.(subgraph, reason);
      settle(first, undefined);
      yield first;
    }
  };
}

function split(node: PlanNode): { primary: FetchNode; rest: PlanNode[] } {
  const [first, ...rest] = node.kind === 'Sequence' ? node.nodes : [node];
  if (first?.kind !== 'Subscription')
    throw new Error(`The plan of a subscription begins with a ${first?.kind} node.`);
  return { primary: { ...first.primary, kind: 'Fetch' }, rest };
}
