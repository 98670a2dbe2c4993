import type { FetchNode } from '@graphql-hive/router-query-planner';
import { type DefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { copy } from './merge.ts';
import { compilePath, locate, type PlanPath, type ResponsePath } from './path.ts';
import type { CompiledPlan } from './plan-steps.ts';
import { compileRewrites, renamedKeys } from './rewrites.ts';
import type { Entity, Progress, Run, Step } from './run.ts';
import type { SubgraphRequest, SubgraphResult } from './source.ts';

/** What is the same each time one step of a plan asks its subgraph. */
export interface Ask {
  readonly subgraph: string;
  readonly document: string;
  readonly operationKind: SubgraphRequest<unknown>['operationKind'];
  readonly variableUsages: readonly string[];
}

export function askOf(
  node: Pick<FetchNode, 'serviceName' | 'operation' | 'operationKind' | 'variableUsages'>,
): Ask {
  return {
    subgraph: node.serviceName,
    document: node.operation,
    operationKind: node.operationKind ?? 'query',
    variableUsages: node.variableUsages ?? [],
  };
}

export function variablesOf(run: Progress, ask: Ask): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const name of ask.variableUsages)
    if (run.variables[name] !== undefined) variables[name] = run.variables[name];
  return variables;
}

/** Undefined stands for no answer; only the client's own abort is thrown. */
export function answerTo<Context>(
  run: Run<Context>,
  ask: Ask,
  variables: Record<string, unknown>,
): Promise<SubgraphResult | undefined> | SubgraphResult | undefined {
  run.signal?.throwIfAborted();
  const source = run.sources[ask.subgraph];
  if (source === undefined)
    throw new Error(`The plan names the subgraph ${ask.subgraph}, which has no source.`);
  const noAnswer = (reason: unknown): undefined => {
    run.signal?.throwIfAborted();
    run.onSubgraphFailure?.(ask.subgraph, reason);
    run.isIncomplete = true;
  };
  const answered = (result: SubgraphResult): SubgraphResult => {
    run.onSubgraphResult?.(ask.subgraph, result);
    return result;
  };
  let answer: Promise<SubgraphResult> | SubgraphResult;
  try {
    answer = source({
      subgraph: ask.subgraph,
      document: ask.document,
      operationKind: ask.operationKind,
      variables,
      context: run.context,
      signal: run.signal,
    });
  } catch (reason) {
    return noAnswer(reason);
  }
  return answer instanceof Promise ? answer.then(answered, noAnswer) : answered(answer);
}

/** A fetch of root fields. */
export function compileFetch<Context>(node: FetchNode, at: PlanPath, plan: CompiledPlan): Step<Context> {
  const ask = askOf(node);
  const settle = compileSettle(node, at, plan);
  return (run) => {
    const answer = answerTo(run, ask, variablesOf(run, ask));
    return answer instanceof Promise
      ? answer.then((result) => settle(run, result))
      : void settle(run, answer);
  };
}

/**
 * Takes in an answer to root fields: merged into the response or, below a field that
 * returns a root type, into each object there. Undefined stands for no answer.
 */
export function compileSettle(
  node: FetchNode,
  at: PlanPath,
  plan: CompiledPlan,
): (run: Progress, result: SubgraphResult | undefined) => void {
  const collect = compilePath(at, plan.supergraph);
  const rewrites = compileRewrites(node.outputRewrites, plan.supergraph);
  const renamed = renamedKeys(node.outputRewrites);
  return settle;

  function settle(run: Progress, result: SubgraphResult | undefined): void {
    if (result === undefined) {
      plan.failures.unavailable(run, missing(run));
      return;
    }
    const data = result.data ?? undefined;
    if (result.errors?.length) {
      for (const error of result.errors)
        plan.failures.subgraphError(run, error, pathsOf(error.path, run, data));
    } else if (data === undefined) plan.failures.unavailable(run, missing(run));
    if (data === undefined) {
      run.isIncomplete = true;
      return;
    }
    for (const rewrite of rewrites) rewrite(data);
    if (at.length > 0) {
      const targets: Entity[] = [];
      collect(run.data, targets);
      for (const target of targets) plan.merge(target, copy(data));
    } else if (run.data === undefined) run.data = data;
    else plan.merge(run.data, data);
  }

  function pathsOf(path: unknown, run: Progress, data: Entity | undefined): ResponsePath[] {
    if (!isResponsePath(path)) return data === undefined ? missing(run) : [];
    if (at.length === 0 && renamed.size === 0) return [path];
    const below = path.map((segment) =>
      typeof segment === 'string' ? (renamed.get(segment) ?? segment) : segment,
    );
    return origins(run).map((origin) => [...origin, ...below]);
  }

  function missing(run: Progress): ResponsePath[] {
    const keys = rootKeys(node.operation).map((key) => renamed.get(key) ?? key);
    return origins(run).flatMap((origin) => keys.map((key) => [...origin, key]));
  }

  function origins(run: Progress): ResponsePath[] {
    return at.length === 0 ? [[]] : [...locate(run.data, at, plan.supergraph).values()];
  }
}

export function isResponsePath(path: unknown): path is ResponsePath {
  return (
    Array.isArray(path) &&
    path.length > 0 &&
    path.every((segment) => typeof segment === 'string' || typeof segment === 'number')
  );
}

function rootKeys(document: string): string[] {
  return keysByType(parse(document, { noLocation: true }).definitions, undefined).map(({ key }) => key);
}

/** The keys selected directly under one field of an operation, or at its root, with the types they are selected on. */
export function keysByType(
  definitions: readonly DefinitionNode[],
  under: string | undefined,
): { readonly key: string; readonly on: string | undefined }[] {
  const found: { key: string; on: string | undefined }[] = [];
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const root of definition.selectionSet.selections) {
      if (under === undefined) search({ kind: Kind.SELECTION_SET, selections: [root] }, undefined);
      else if (root.kind === Kind.FIELD && (root.alias ?? root.name).value === under && root.selectionSet)
        search(root.selectionSet, undefined);
    }
  }
  return found;

  function search(set: SelectionSetNode, on: string | undefined): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        if (key !== '__typename') found.push({ key, on });
      } else if (selection.kind === Kind.INLINE_FRAGMENT)
        search(selection.selectionSet, selection.typeCondition?.name.value ?? on);
      else
        for (const definition of definitions)
          if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
            search(definition.selectionSet, definition.typeCondition.name.value);
    }
  }
}
