import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Cursors are sealed with a fresh nonce, so that no two are the same bytes. */
const FRESH: ReadonlySet<string> = new Set(['cursor', 'endCursor', 'edges']);

/** Every field that a type has without being given arguments, so many levels deep; the text of a selection. */
export function wholeSelection(schema: GraphQLSchema, typeName: string, levels: number): string {
  return selectionOf(schema.getType(typeName), levels);
}

function selectionOf(type: GraphQLNamedType | undefined, levels: number): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields())
    .filter(
      (field) =>
        !FRESH.has(field.name) &&
        field.args.every(({ type: of, defaultValue }) => !isNonNullType(of) || defaultValue !== undefined),
    )
    .flatMap((field) => selected(field, levels));
  return `{ __typename ${fields.join(' ')} }`;
}

function selected(field: GraphQLField<unknown, unknown>, levels: number): readonly string[] {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return [field.name];
  const isPage = type.name.endsWith('Connection') || type.name === 'PageInfo';
  if (levels <= 0 && type.name !== 'PageInfo') return [];
  const paged = field.args.some(({ name }) => name === 'first') ? '(first: 2)' : '';
  return [`${field.name}${paged} ${selectionOf(type, isPage ? levels : levels - 1)}`];
}
