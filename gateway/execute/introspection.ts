import { type DocumentNode, executeSync, type GraphQLSchema, Kind } from 'graphql';
import type { CanonicalOperation } from './canonical.ts';
import type { PreparedOperation } from './prepare.ts';

/**
 * JSON text by key of the `__schema` and `__type` fields at the root, answered by
 * graphql-js from the schema of this audience: what it hides cannot be found here.
 * Undefined where none is selected.
 */
export function introspectionOf(
  schema: GraphQLSchema,
  prepared: PreparedOperation,
  { introspection }: CanonicalOperation,
): ((variables: Readonly<Record<string, unknown>>) => ReadonlyMap<string, string>) | undefined {
  if (introspection.length === 0) return undefined;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...prepared.operation, selectionSet: { kind: Kind.SELECTION_SET, selections: introspection } },
      ...prepared.fragments.values(),
    ],
  };
  return (variables) => {
    const { data, errors } = executeSync({ schema, document, variableValues: variables });
    if (!data) throw new Error('Introspection failed.', { cause: errors });
    return new Map(Object.entries(data).map(([key, value]) => [key, JSON.stringify(value)]));
  };
}
