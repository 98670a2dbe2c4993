import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { utcDayOf } from '../calendar/day.ts';
import { cells } from '../disclosure/cells.ts';
import { guard } from '../disclosure/guard.ts';
import type { Notes } from '../disclosure/notes.ts';
import { policyVersion } from '../disclosure/policy-version.ts';
import { withheldErrors } from '../disclosure/withheld-errors.ts';
import type { Sql } from '../postgres/pool.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { HeardEvent } from '../webhook/announcement.ts';
import type { RequestContext } from './context.ts';
import type { Secret, SubgraphDefinition } from './definition.ts';
import { presentable } from './errors.ts';
import { hoistLiterals, withHoisted } from './hoist-literals.ts';
import { type RecentlyUsed, recentlyUsed } from './recently-used.ts';

/** One sub-operation for one viewer. */
export interface SubgraphCall {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly now: Temporal.Instant;
  /** Where the guard writes what it disclosed and withheld. */
  readonly notes: Notes;
  /** The event that a subscription answers: run once for each, as a query is. */
  readonly event?: HeardEvent | null;
}

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A subgraph at work: its guarded schema and the execution of one call. */
export interface Subgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Changes with the schema and with everything that decides; stands in the ledger with each disclosure. */
  readonly policyVersion: string;
  /** Makes ready to serve from this process; the answer ends it. */
  begin(): () => Promise<void>;
  execute(call: SubgraphCall): Promise<SubgraphAnswer>;
}

/** Sub-operations kept compiled, the last used; a gateway sends a few hundred different ones. */
const MOST_COMPILED = 2_000;

export function subgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  sql: Sql,
  secret: Secret,
): Subgraph {
  const schema = guardedSchema(definition);
  const compiled = recentlyUsed<Compiled>(MOST_COMPILED);

  return {
    name: definition.name,
    schema,
    policyVersion: policyVersion(definition),
    begin: () => definition.begin?.(sql) ?? (async () => undefined),
    async execute(call) {
      const ready = compiledFor(call.document, schema, compiled);
      if (!('query' in ready)) return { data: null, errors: ready.map(presentable) };
      const today = utcDayOf(call.now);
      const context: RequestContext<Loaders> = {
        viewer: call.viewer,
        requestId: call.requestId,
        now: call.now,
        today,
        cells: cells(call.viewer, today, call.notes),
        event: call.event ?? null,
        load: definition.loaders({
          sql,
          viewer: call.viewer,
          requestId: call.requestId,
          today,
          now: call.now,
          secret,
        }),
      };
      const result = await ready.query(undefined, context, ready.variables(call.variables));
      return answer(result as ExecutionResult, withheldErrors(context.cells.withheldAt));
    },
  };
}

interface Compiled {
  readonly query: CompiledQuery['query'];
  /** With those that stand in place of literals, and of defaults where the call has none of them. */
  readonly variables: (given: SubgraphCall['variables']) => SubgraphCall['variables'];
}

/** The schema of a definition behind its policy. Throws where a field is unclassified. */
export function guardedSchema<Loaders>(definition: SubgraphDefinition<Loaders>): GraphQLSchema {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(definition.typeDefs), resolvers: definition.resolvers as never },
  ]);
  guard(schema, definition.policy);
  return schema;
}

/** What cannot be compiled is not kept: it would push out what can. */
function compiledFor(
  document: string,
  schema: GraphQLSchema,
  compiled: RecentlyUsed<Compiled>,
): Compiled | readonly GraphQLError[] {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const fresh = compile(document, schema);
  if ('query' in fresh) compiled.set(document, fresh);
  return fresh;
}

function compile(document: string, schema: GraphQLSchema): Compiled | readonly GraphQLError[] {
  try {
    const parsed = parse(document, { maxTokens: 20_000 });
    const errors = validate(schema, parsed);
    if (errors.length > 0) return errors;
    const hoisted = hoistLiterals(schema, parsed);
    const made = compileQuery(schema, hoisted.document, undefined, { disablingCapturingStackErrors: true });
    if (!isCompiledQuery(made)) return made.errors ?? [new GraphQLError('The document could not be read.')];
    return { query: made.query, variables: (given) => withHoisted(given, hoisted) };
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('The document could not be read.')];
  }
}

/** Failures first: of what is withheld the rest is told elsewhere. */
function answer(result: ExecutionResult, withheld: readonly GraphQLFormattedError[]): SubgraphAnswer {
  const data = (result.data ?? null) as Record<string, unknown> | null;
  const errors = [...(result.errors ?? []).map(presentable), ...(data === null ? [] : withheld)];
  return errors.length === 0 ? { data } : { data, errors };
}
