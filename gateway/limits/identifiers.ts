import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  type ValueNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What a request asks about by name, from coerced variables: ids, numbers, names, each as it was written. */
export type Identifiers = (variables: Readonly<Record<string, unknown>>) => readonly string[];

/** Scalars that name someone or something, whatever the argument is called. */
const SCALARS: ReadonlySet<string> = new Set(['ID', 'ImporterNumber', 'EntryNumber']);
/** Arguments and input fields that do, whatever their type. */
const NAMES: ReadonlySet<string> = new Set([
  'number',
  'name',
  'names',
  'namePrefix',
  'otherNames',
  'search',
  'uei',
  'cage',
  'samNumber',
  'filerCode',
  'receipt',
  'value',
  'consent',
]);

/** @param document valid against the schema. */
export function identifiersOf(schema: GraphQLSchema, document: DocumentNode): Identifiers {
  const types = new TypeInfo(schema);
  const given: { readonly name: string; readonly type: GraphQLInputType; readonly value: ValueNode }[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument(node) {
        const type = types.getInputType();
        if (type && !types.getDirective()) given.push({ name: node.name.value, type, value: node.value });
        return false;
      },
    }),
  );
  return (variables) =>
    given.flatMap(({ name, type, value }) =>
      identifying(name, valueFromAST(value, type, variables), SCALARS.has(getNamedType(type).name)),
    );
}

function identifying(name: string, value: unknown, isNamed: boolean): readonly string[] {
  if (typeof value === 'string') return isNamed || NAMES.has(name) ? [value.trim().toUpperCase()] : [];
  if (Array.isArray(value)) return value.flatMap((each) => identifying(name, each, isNamed));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => identifying(key, item, RECORDS.has(key)));
}

/** Input fields that hold an id. */
const RECORDS: ReadonlySet<string> = new Set(['seizure', 'recordation', 'sample', 'platform', 'id']);
