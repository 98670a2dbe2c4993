import { type GraphQLLeafType, type GraphQLNamedType, isEnumType } from 'graphql';
import { noteInvalid, type Write } from './output.ts';

/**
 * Writes one scalar or enum value. Custom scalars are the subgraph's word and pass
 * as they are; the five of the specification are checked.
 *
 * @param ofSupergraph the same enum with the values that this schema hides: such a
 *   value is null and no error, for an error would tell of it.
 */
export function leafWriter(type: GraphQLLeafType, ofSupergraph: GraphQLNamedType | undefined): Write {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    const hidden = new Set(isEnumType(ofSupergraph) ? ofSupergraph.getValues().map(({ name }) => name) : []);
    return (value, output) => {
      if (value === null || value === undefined) return 'null';
      const text = texts.get(value as string);
      if (text !== undefined) return text;
      return hidden.has(value as string) ? 'null' : invalid(type.name)(output);
    };
  }
  switch (type.name) {
    case 'ID':
      return checked('ID', (value) => {
        if (typeof value === 'string') return JSON.stringify(value);
        return Number.isInteger(value) ? `"${value}"` : undefined;
      });
    case 'String':
      return checked('String', (value) => (typeof value === 'string' ? JSON.stringify(value) : undefined));
    case 'Boolean':
      return checked('Boolean', (value) => {
        if (value === true) return 'true';
        return value === false ? 'false' : undefined;
      });
    case 'Int':
      return checked('Int', (value) =>
        typeof value === 'number' && (value | 0) === value ? String(value) : undefined,
      );
    case 'Float':
      return checked('Float', (value) => (Number.isFinite(value) ? String(value) : undefined));
    default:
      return (value) => JSON.stringify(value) ?? 'null';
  }
}

/** @param textOf undefined for a value that is not of the type. */
function checked(name: string, textOf: (value: unknown) => string | undefined): Write {
  const refuse = invalid(name);
  return (value, output) => {
    if (value === null || value === undefined) return 'null';
    return textOf(value) ?? refuse(output);
  };
}

function invalid(typeName: string): (output: Parameters<Write>[1]) => 'null' {
  return (output) => noteInvalid(output, `Expected a value of type ${typeName}.`);
}
