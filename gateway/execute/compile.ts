import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Planner } from '../plan/planner.ts';
import { clientPathsOf } from './client-paths.ts';
import { type ErrorExtensions, failuresOf } from './failures.ts';
import { introspectionOf } from './introspection.ts';
import { mergeWith } from './merge.ts';
import { compileOutput, type Output } from './output.ts';
import { compilePlan } from './plan-steps.ts';
import { plannedText, prepareOperation } from './prepare.ts';
import type { Entity, Run } from './run.ts';
import { conditionVariables, type Truth } from './selected-fields.ts';
import type { FormattedError, Sources, SubgraphResult } from './source.ts';

export interface CompiledOperation<Context> {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Rejects when the client aborts, and when the plan or a source breaks its promise. */
  run(input: RunInput<Context>): Promise<ExecutedOperation>;
}

export interface RunInput<Context> {
  /** As `coerceVariables` gives them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
  readonly signal?: AbortSignal | undefined;
  readonly sources: Sources<Context>;
  readonly onSubgraphResult?: ((subgraph: string, result: SubgraphResult) => void) | undefined;
  /** The reason that the client does not get to read: for the log. */
  readonly onSubgraphFailure?: ((subgraph: string, reason: unknown) => void) | undefined;
}

export interface ExecutedOperation {
  /** JSON text of `data`. */
  readonly dataJson: string;
  readonly errors: readonly FormattedError[];
}

export interface CompileOptions {
  /** Extensions of subgraph errors that pass to the client; `code` alone unless said. */
  readonly errorExtensions?: ErrorExtensions;
}

/** Variants of one operation by the values of its `@skip` and `@include` variables. */
const MAX_VARIANTS = 64;

/**
 * Compiles once what is then run for every request: the plan to steps, the selection
 * to writers of JSON text.
 *
 * @param schema the API schema of the audience; the document is valid against it.
 */
export function compileOperation<Context>(
  planner: Planner,
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  options: CompileOptions = {},
): CompiledOperation<Context> {
  const { supergraph } = planner;
  const prepared = prepareOperation(document, operationName, supergraph);
  const text = plannedText(prepared);
  const plan = text === null ? undefined : planner.plan(text, operationName).node;
  const execute =
    plan &&
    compilePlan<Context>(plan, {
      supergraph,
      merge: mergeWith(supergraph),
      failures: failuresOf(clientPathsOf(prepared), options.errorExtensions ?? ['code']),
    });

  const conditions = conditionVariables(prepared);
  const variants = new Map<string, Variant>();

  return {
    kind: prepared.operation.operation,
    async run(input) {
      const run: Run<Context> = {
        variables: input.variables,
        context: input.context,
        signal: input.signal,
        sources: input.sources,
        onSubgraphResult: input.onSubgraphResult,
        onSubgraphFailure: input.onSubgraphFailure,
        data: undefined,
        errors: [],
        isIncomplete: false,
      };
      await execute?.(run);
      input.signal?.throwIfAborted();
      const output: Output = { path: [], depth: 0, errors: run.errors };
      const dataJson = variantFor(input.variables)(run.data ?? {}, output, input.variables);
      return { dataJson, errors: output.errors };
    },
  };

  function variantFor(variables: Readonly<Record<string, unknown>>): Variant {
    const key = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const held = variants.get(key);
    if (held !== undefined) return held;
    const variant = compileVariant((name) => variables[name] === true);
    if (variants.size >= MAX_VARIANTS) variants.clear();
    variants.set(key, variant);
    return variant;
  }

  function compileVariant(truth: Truth): Variant {
    const selection = { schema, supergraph, prepared, truth };
    const introspect = introspectionOf(schema, prepared, truth);
    if (introspect === undefined) return compileOutput(selection, none);
    return (data, output, variables) => compileOutput(selection, introspect(variables))(data, output);
  }
}

type Variant = (data: Entity, output: Output, variables: Readonly<Record<string, unknown>>) => string;

const none: ReadonlyMap<string, string> = new Map();
