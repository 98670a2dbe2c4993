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

/** Fields of a type in one question: more of a wide type are tokens beyond the limit. */
const MOST_FIELDS = 24;

/** The same in as many selections as keep each within the limits. */
export function wholeSelections(schema: GraphQLSchema, typeName: string, levels: number): readonly string[] {
  const fields = fieldsOf(schema.getType(typeName), levels);
  const parts = Math.max(1, Math.ceil(fields.length / MOST_FIELDS));
  const names = fields.includes('id') ? '__typename id' : '__typename';
  return Array.from(
    { length: parts },
    (_, nth) => `{ ${names} ${fields.slice(nth * MOST_FIELDS, (nth + 1) * MOST_FIELDS).join(' ')} }`,
  );
}

function selectionOf(type: GraphQLNamedType | undefined, levels: number): string {
  return `{ ${['__typename', ...fieldsOf(type, levels)].join(' ')} }`;
}

function fieldsOf(type: GraphQLNamedType | undefined, levels: number): readonly string[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields())
    .filter(
      (field) =>
        !FRESH.has(field.name) &&
        field.args.every(({ type: of, defaultValue }) => !isNonNullType(of) || defaultValue !== undefined),
    )
    .flatMap((field) => selected(field, levels));
}

function selected(field: GraphQLField<unknown, unknown>, levels: number): readonly string[] {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return [field.name];
  const isPage = type.name.endsWith('Connection') || type.name === 'PageInfo';
  if (levels <= 0 && type.name !== 'PageInfo') return [];
  const paged = field.args.some(({ name }) => name === 'first') ? '(first: 2)' : '';
  return [`${field.name}${paged} ${selectionOf(type, isPage ? levels : levels - 1)}`];
}
