import type { FetchNode, PlanNode } from '@graphql-hive/router-query-planner';
import type { Supergraph } from '../plan/supergraph.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import type { Failures } from './failures.ts';
import { compileFetch } from './fetch.ts';
import type { Merge } from './merge.ts';
import type { PlanPath } from './path.ts';
import type { Run, Step } from './run.ts';

/** What every step of one compiled operation shares. */
export interface CompiledPlan {
  readonly supergraph: Supergraph;
  readonly merge: Merge;
  readonly failures: Failures;
}

/** @param at where in the response the node stands; only a Flatten around it says otherwise. */
export function compilePlan<Context>(node: PlanNode, plan: CompiledPlan, at: PlanPath = []): Step<Context> {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((each) => compilePlan<Context>(each, plan, at)));
    case 'Parallel':
      return inParallel(node.nodes.map((each) => compilePlan<Context>(each, plan, at)));
    case 'Flatten':
      return compilePlan(node.node, plan, [...at, ...node.path]);
    case 'Condition': {
      const holds = node.ifClause && compilePlan<Context>(node.ifClause, plan, at);
      const fails = node.elseClause && compilePlan<Context>(node.elseClause, plan, at);
      return (run) => (run.variables[node.condition] === true ? holds : fails)?.(run);
    }
    case 'Fetch':
      return node.requires?.length
        ? compileEntityFetch(node, [groupOf(node, at)], plan)
        : compileFetch(node, at, plan);
    case 'BatchFetch':
      return compileEntityFetch(
        node,
        node.entityBatch.aliases.map((group) => ({
          ...group,
          paths: group.paths.map((path) => [...at, ...path]),
        })),
        plan,
      );
    default:
      throw new Error(`The planner gave a ${node.kind} node, which no operation served here asks for.`);
  }
}

function groupOf(node: FetchNode, at: PlanPath) {
  return {
    alias: '_entities',
    representationsVariableName: 'representations',
    paths: [[...at]],
    requires: node.requires ?? [],
    ...(node.inputRewrites && { inputRewrites: node.inputRewrites }),
    ...(node.outputRewrites && { outputRewrites: node.outputRewrites }),
  };
}

function inSequence<Context>(steps: readonly Step<Context>[]): Step<Context> {
  return (run) => from(0, run);

  function from(first: number, run: Run<Context>): Promise<void> | undefined {
    for (let index = first; index < steps.length; index++) {
      const pending = (steps[index] as Step<Context>)(run);
      if (pending !== undefined) return pending.then(() => from(index + 1, run));
    }
    return undefined;
  }
}

function inParallel<Context>(steps: readonly Step<Context>[]): Step<Context> {
  return (run) => {
    const pending: Promise<void>[] = [];
    for (const step of steps) {
      const promise = step(run);
      if (promise !== undefined) pending.push(promise);
    }
    if (pending.length < 2) return pending[0];
    return Promise.all(pending).then(() => undefined);
  };
}
