import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql';

export type CoercedVariables =
  | { readonly variables: Readonly<Record<string, unknown>> }
  | { readonly errors: readonly GraphQLError[] };

/** The client's variables with defaults filled in, or every reason they do not fit the operation. */
export function coerceVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  given: Readonly<Record<string, unknown>>,
): CoercedVariables {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (definitions.length === 0) return { variables: {} };
  const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: 20 });
  return errors === undefined ? { variables: coerced } : { errors };
}
