import { createRequire } from 'node:module';
import type { QueryPlan, QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  buildASTSchema,
  type DefinitionNode,
  type GraphQLSchema,
  isTypeDefinitionNode,
  Kind,
  parse,
  specifiedDirectives,
  specifiedScalarTypes,
  visit,
} from 'graphql';
import { readSupergraph, type Supergraph } from './supergraph.ts';

/** Decides which subgraphs answer an operation, and in which order. */
export interface Planner {
  readonly supergraphSdl: string;
  /** What a client of the whole graph may ask: the supergraph without its inaccessible parts. */
  readonly apiSchema: GraphQLSchema;
  readonly supergraph: Supergraph;
  /** Throws when the operation is not valid against `apiSchema`, or names what no subgraph resolves. */
  plan(document: string, operationName: string | null): QueryPlan;
}

/** Operations carry no progressive `@override` labels, so every plan is made without any. */
const noLabels: Set<string> = new Set();

/**
 * Reads a composed Federation supergraph. A few milliseconds; a plan then costs
 * under one, so callers keep what they compile.
 */
export function planner(supergraphSdl: string): Planner {
  const Native = nativePlanner();
  const native = new Native(supergraphSdl);
  return {
    supergraphSdl,
    apiSchema: readApiSchema(native.consumerSchema),
    supergraph: readSupergraph(supergraphSdl),
    plan: (document, operationName) => native.plan(document, operationName, noLabels, 0),
  };
}

/**
 * Required and not imported: an import that fails says only that a `.node` file is
 * missing, before any code of ours could say why.
 */
function nativePlanner(): new (supergraphSdl: string) => QueryPlanner {
  try {
    return createRequire(import.meta.url)('@graphql-hive/router-query-planner').QueryPlanner;
  } catch (cause) {
    throw new PlannerUnavailable(cause);
  }
}

export class PlannerUnavailable extends Error {
  constructor(cause: unknown) {
    super(
      `The query planner has no binary for ${process.platform} ${process.arch}: expected Linux with glibc or macOS, on x64 or arm64.`,
      { cause },
    );
    this.name = 'PlannerUnavailable';
  }
}

/**
 * The planner writes out what graphql-js brings itself (introspection, scalars and
 * directives of the specification), and unions still name inaccessible members.
 */
function readApiSchema(consumerSchema: string): GraphQLSchema {
  const document = parse(consumerSchema, { noLocation: true });
  const definitions = document.definitions.filter((definition) => !isSpecified(definition));
  const defined = new Set<string>();
  for (const definition of definitions)
    if (isTypeDefinitionNode(definition)) defined.add(definition.name.value);
  const accessible = visit(
    { ...document, definitions },
    {
      FieldDefinition: (field) => (field.name.value.startsWith('__') ? null : undefined),
      UnionTypeDefinition: (union) => ({
        ...union,
        types: union.types?.filter(({ name }) => defined.has(name.value)) ?? [],
      }),
    },
  );
  return buildASTSchema(accessible, { assumeValidSDL: true });
}

const specified = new Set([...specifiedScalarTypes, ...specifiedDirectives].map(({ name }) => name));

function isSpecified(definition: DefinitionNode): boolean {
  if (!isTypeDefinitionNode(definition) && definition.kind !== Kind.DIRECTIVE_DEFINITION) return false;
  return definition.name.value.startsWith('__') || specified.has(definition.name.value);
}
