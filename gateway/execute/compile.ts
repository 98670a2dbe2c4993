import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Planner } from '../plan/planner.ts';
import { withUnionMembers } from '../plan/union-members.ts';
import { type CanonicalOperation, canonicalOperation, plannedText } from './canonical.ts';
import { clientPathsOf } from './client-paths.ts';
import { conditionVariables, type Truth } from './conditions.ts';
import { type ErrorExtensions, failuresOf } from './failures.ts';
import { introspectionOf } from './introspection.ts';
import { mergeWith } from './merge.ts';
import { compilePlan } from './plan-steps.ts';
import { prepareOperation } from './prepare.ts';
import type { Progress, Run, Step } from './run.ts';
import type { FormattedError, Sources, StreamSources, SubgraphResult } from './source.ts';
import { compileSubscription, type Subscribe } from './subscription.ts';
import { compileOutput } from './writers.ts';

export interface CompiledOperation<Context> {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Rejects when the client aborts, and when the plan or a source breaks its promise. */
  run(input: RunInput<Context>): Promise<ExecutedOperation>;
  /** The events of a subscription, each as a whole answer. Where the stream breaks off, the last one says so. */
  subscribe(input: SubscribeInput<Context>): AsyncGenerator<ExecutedOperation, void, void>;
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

export interface SubscribeInput<Context> extends RunInput<Context> {
  readonly streams: StreamSources<Context>;
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
 * to writers of JSON text. An operation with conditions is planned once for each
 * combination of their values, when it first comes.
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
  const conditions = conditionVariables(prepared);
  const variants = new Map<string, Variant<Context>>();
  if (conditions.length === 0)
    variants.set(
      '',
      compileVariant(() => false),
    );

  return {
    kind: prepared.operation.operation,
    async run(input) {
      const { execute, write } = variantFor(input.variables);
      const run = started(input);
      await execute?.(run);
      input.signal?.throwIfAborted();
      return { dataJson: write(run), errors: run.errors };
    },
    async *subscribe(input) {
      const { subscribe, write } = variantFor(input.variables);
      if (subscribe === undefined) throw new Error('Expected a subscription.');
      for await (const run of subscribe(() => started(input), input.streams))
        yield { dataJson: write(run), errors: run.errors };
    },
  };

  function variantFor(variables: Readonly<Record<string, unknown>>): Variant<Context> {
    let key = '';
    for (const name of conditions) key += variables[name] === true ? '1' : '0';
    const held = variants.get(key);
    if (held !== undefined) return held;
    const variant = compileVariant((name) => variables[name] === true);
    if (variants.size >= MAX_VARIANTS) variants.clear();
    variants.set(key, variant);
    return variant;
  }

  function compileVariant(truth: Truth): Variant<Context> {
    const canonical = canonicalOperation({ schema, supergraph, prepared, truth });
    const text = plannedText(canonical);
    const planned =
      text === null ? undefined : planner.plan(text, prepared.operation.name?.value ?? null).node;
    const plan = planned && withUnionMembers(planned, canonical.operation, supergraph);
    const clientPaths = clientPathsOf(canonical.operation, prepared.labels);
    const failures = failuresOf(clientPaths, options.errorExtensions ?? ['code']);
    const shared = { supergraph, merge: mergeWith(supergraph), failures };
    const isSubscription = prepared.operation.operation === 'subscription';
    return {
      execute: plan && !isSubscription ? compilePlan<Context>(plan, shared) : undefined,
      subscribe: plan && isSubscription ? compileSubscription<Context>(plan, shared) : undefined,
      write: compileWrite(canonical),
    };
  }

  function compileWrite(canonical: CanonicalOperation): Variant<Context>['write'] {
    const selection = { schema, supergraph, labels: prepared.labels };
    const introspect = introspectionOf(schema, prepared, canonical);
    if (introspect !== undefined)
      return ({ data = {}, errors, variables }) =>
        compileOutput(canonical, selection, introspect(variables))(data, { path: [], depth: 0, errors });
    const write = compileOutput(canonical, selection, none);
    return ({ data = {}, errors }) => write(data, { path: [], depth: 0, errors });
  }
}

function started<Context>(input: RunInput<Context>): Run<Context> {
  return {
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
}

/** An operation with the values of its `@skip` and `@include` variables decided. */
interface Variant<Context> {
  /** Undefined where no subgraph has anything to answer. */
  readonly execute: Step<Context> | undefined;
  readonly subscribe: Subscribe<Context> | undefined;
  readonly write: (progress: Progress) => string;
}

const none: ReadonlyMap<string, string> = new Map();
