import { entryNumberScalar, preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { type GraphQLScalarType, type GraphQLSchema, isScalarType, valueFromASTUntyped } from 'graphql';

const SCALARS: Readonly<Record<string, GraphQLScalarType>> = {
  ...preludeScalars,
  EntryNumber: entryNumberScalar,
};

/**
 * Makes a schema that was built from SDL alone refuse what the graph's scalars cannot
 * be, so that a malformed value ends the request at the door, named, and not one fetch
 * of several within it. Values go on to their subgraph as they came.
 */
export function refusingScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = isScalarType(type) ? SCALARS[type.name] : undefined;
    if (scalar === undefined || !isScalarType(type)) continue;
    type.parseValue = (value) => {
      scalar.parseValue(value);
      return value;
    };
    type.parseLiteral = (node, variables) => {
      scalar.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
  return schema;
}
