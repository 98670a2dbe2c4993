import { GraphQLScalarType, Kind } from 'graphql';

/**
 * Takes any text. What is no importer number is refused by the resolver, in our
 * words: the library that coerces variables would quote the value in its error,
 * and the value may be a Social Security number with a slip in it.
 */
export const importerNumberScalar = new GraphQLScalarType<string, string>({
  name: 'ImporterNumber',
  serialize: String,
  parseValue: (value) => (typeof value === 'string' ? value : ''),
  parseLiteral: (node) => (node.kind === Kind.STRING ? node.value : ''),
});
