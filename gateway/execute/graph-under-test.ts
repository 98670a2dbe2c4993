import { buildSubgraphSchema, type GraphQLSchemaModule } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { type Planner, planner } from '../plan/planner.ts';
import { type CompileOptions, compileOperation, type ExecutedOperation, type RunInput } from './compile.ts';
import type { Source, SubgraphRequest } from './source.ts';
import { coerceVariables } from './variables.ts';

type Resolvers = NonNullable<GraphQLSchemaModule['resolvers']>;

export interface SubgraphUnderTest {
  readonly typeDefs: string;
  readonly resolvers?: Resolvers;
}

export interface Answer {
  readonly data: unknown;
  readonly errors: ExecutedOperation['errors'];
  /** Reasons of the fetches that gave no answer. */
  readonly failures: readonly unknown[];
  /** What was asked, in order. */
  readonly requests: readonly SubgraphRequest<unknown>[];
}

export interface GraphUnderTest {
  readonly planner: Planner;
  readonly sources: Readonly<Record<string, Source<unknown>>>;
  ask(document: string, asked?: Asked): Promise<Answer>;
}

export interface Asked extends Partial<Omit<RunInput<unknown>, 'variables'>>, CompileOptions {
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly schema?: GraphQLSchema;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [
  "@key", "@requires", "@external", "@shareable", "@provides", "@interfaceObject", "@inaccessible", "@override", "@extends"
])\n`;

/** Real composition, real subgraphs in this process, our planner and executor between. */
export function graphUnderTest(
  subgraphs: Readonly<Record<string, SubgraphUnderTest>>,
  { federation1 = false, amend = (supergraphSdl: string) => supergraphSdl } = {},
): GraphUnderTest {
  const services = Object.entries(subgraphs).map(([name, { typeDefs, resolvers }]) => {
    const document = parse((federation1 ? '' : link) + typeDefs);
    return {
      name,
      document,
      schema: buildSubgraphSchema([{ typeDefs: document, ...(resolvers && { resolvers }) }]),
    };
  });
  const composed = composeServices(
    services.map(({ name, document }) => ({ name, typeDefs: document, url: `http://${name}.test/graphql` })),
  );
  if (composed.supergraphSdl === undefined)
    throw new Error(composed.errors?.map((error) => error.message).join('\n'));
  const made = planner(amend(composed.supergraphSdl));
  const sources = Object.fromEntries(services.map(({ name, schema }) => [name, inProcess(schema)]));
  return {
    planner: made,
    sources,
    async ask(text, asked = {}) {
      const schema = asked.schema ?? made.apiSchema;
      const operationName = asked.operationName ?? null;
      const document = parse(text);
      const invalid = validate(schema, document);
      if (invalid.length > 0) throw new Error(invalid.map((error) => error.message).join('\n'));
      const coerced = coerceVariables(schema, document, operationName, asked.variables ?? {});
      if ('errors' in coerced) throw new Error(coerced.errors.map((error) => error.message).join('\n'));
      const compiled = compileOperation<unknown>(made, schema, document, operationName, asked);
      const failures: unknown[] = [];
      const requests: SubgraphRequest<unknown>[] = [];
      const noted = Object.fromEntries(
        Object.entries(asked.sources ?? sources).map(([name, source]) => [
          name,
          (request: SubgraphRequest<unknown>) => {
            requests.push({ ...request, variables: structuredClone(request.variables) });
            return source(request);
          },
        ]),
      );
      const { dataJson, errors } = await compiled.run({
        context: {},
        onSubgraphFailure: (_subgraph, reason) => failures.push(reason),
        ...asked,
        variables: coerced.variables,
        sources: noted,
      });
      return { data: JSON.parse(dataJson), errors, failures, requests };
    },
  };
}

/** A subgraph without HTTP: what it answers goes through JSON all the same. */
export function inProcess(schema: GraphQLSchema): Source<unknown> {
  return async ({ document, variables, context }) => {
    const parsed = parse(document);
    const invalid = validate(schema, parsed);
    if (invalid.length > 0) return { data: null, errors: JSON.parse(JSON.stringify(invalid)) };
    const result = await execute({
      schema,
      document: parsed,
      variableValues: JSON.parse(JSON.stringify(variables)),
      contextValue: context,
    });
    return JSON.parse(JSON.stringify(result));
  };
}
