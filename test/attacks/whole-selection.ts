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

/** Of a question, to what it selects; the rest of its limit is its own words. */
const MOST_TOKENS = 850;

/**
 * Every field that a type has without being given arguments, so many levels deep; in as many
 * selections as keep each within the limits.
 */
export function wholeSelections(schema: GraphQLSchema, typeName: string, levels: number): readonly string[] {
  const fields = fieldsOf(schema.getType(typeName), levels);
  const named = fields.includes('id') ? '__typename id' : '__typename';
  const parts: string[] = [];
  for (const field of fields) {
    const longer = `${parts.at(-1) ?? named} ${field}`;
    if (parts.length > 0 && tokensOf(longer) <= MOST_TOKENS) parts[parts.length - 1] = longer;
    else parts.push(`${named} ${field}`);
  }
  return parts.map((part) => `{ ${part} }`);
}

function tokensOf(text: string): number {
  return text.match(/\w+|[^\s\w]/g)?.length ?? 0;
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
