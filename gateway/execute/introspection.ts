import { type DocumentNode, executeSync, type FieldNode, type GraphQLSchema, Kind } from 'graphql';
import { isIntrospection, type PreparedOperation } from './prepare.ts';
import { selectedFields, type Truth } from './selected-fields.ts';

/**
 * JSON text by key of the `__schema` and `__type` fields at the root, answered by
 * graphql-js from the schema of this audience: what it hides cannot be found here.
 * Undefined where none is selected.
 */
export function introspectionOf(
  schema: GraphQLSchema,
  prepared: PreparedOperation,
  truth: Truth,
): ((variables: Readonly<Record<string, unknown>>) => ReadonlyMap<string, string>) | undefined {
  const nodes = rootIntrospection(schema, prepared, truth);
  if (nodes.length === 0) return undefined;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...prepared.operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } },
      ...prepared.fragments.values(),
    ],
  };
  return (variables) => {
    const { data, errors } = executeSync({ schema, document, variableValues: variables });
    if (!data) throw new Error('Introspection failed.', { cause: errors });
    return new Map(Object.entries(data).map(([key, value]) => [key, JSON.stringify(value)]));
  };
}

function rootIntrospection(schema: GraphQLSchema, prepared: PreparedOperation, truth: Truth): FieldNode[] {
  const root = schema.getQueryType();
  if (!root || prepared.operation.operation !== 'query') return [];
  const fields = selectedFields([prepared.operation.selectionSet], root, schema, prepared, truth);
  return [...fields.values()].flat().filter(isIntrospection);
}
