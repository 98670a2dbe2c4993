import type { MarksByCoordinate } from '@good-standing/schema/contract/directives.ts';
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  TypeInfo,
  type ValueNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Limits } from './limits.ts';
import { LONG_TEXTS } from './long-inputs.ts';
import { type LimitRefusal, limitRefusal } from './refusal.ts';

/** Checks every argument of an operation as it is coerced, the same whether literal or variable. */
export type InputCheck = (variables: Readonly<Record<string, unknown>>) => LimitRefusal | null;

/** Cursors are ours and sealed: longer than what a person types, and bounded where they are opened. */
const CURSORS: ReadonlySet<string> = new Set(['after', 'before']);
const LONGEST_CURSOR = 4_000;

interface Given {
  readonly name: string;
  readonly at: string;
  readonly type: GraphQLInputType;
  readonly value: ValueNode;
  readonly slices: boolean;
}

/** @param document valid against the schema. */
export function inputCheck(
  schema: GraphQLSchema,
  marks: MarksByCoordinate,
  document: DocumentNode,
  limits: Limits,
): InputCheck {
  const given = argumentsOf(schema, marks, document);
  const fixed = given.filter(({ value }) => !hasVariable(value));
  const open = given.filter(({ value }) => hasVariable(value));
  const always = firstRefusal(fixed, {}, limits);
  return (variables) => always ?? firstRefusal(open, variables, limits);
}

function firstRefusal(
  given: readonly Given[],
  variables: Readonly<Record<string, unknown>>,
  limits: Limits,
): LimitRefusal | null {
  for (const { name, at, type, value, slices } of given) {
    const coerced =
      value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromAST(value, type, variables);
    const refusal = valueRefusal(coerced, { name, at, type, slices }, limits);
    if (refusal !== null) return refusal;
  }
  return null;
}

function valueRefusal(value: unknown, of: Omit<Given, 'value'>, limits: Limits): LimitRefusal | null {
  const { name, at, type } = of;
  if (value === undefined || value === null) return null;
  if (isNonNullType(type)) return valueRefusal(value, { ...of, type: type.ofType }, limits);
  if (Array.isArray(value)) {
    if (value.length > limits.listItems) return limitRefusal('listItems', value.length, limits.listItems, at);
    const item = isListType(type) ? type.ofType : type;
    return firstOf(value, (each) => valueRefusal(each, { ...of, type: item }, limits));
  }
  if (typeof value === 'string') return textRefusal(value, name, at, limits);
  if (typeof value === 'number') {
    return of.slices && value > limits.first ? limitRefusal('first', value, limits.first, at) : null;
  }
  const named = getNamedType(type);
  if (!isInputObjectType(named) || typeof value !== 'object') return null;
  const fields = named.getFields();
  return firstOf(Object.entries(value), ([key, item]) => {
    const field = fields[key];
    if (field === undefined) return null;
    return valueRefusal(
      item,
      { name: key, at: `${at}.${key}`, type: field.type, slices: key === 'first' },
      limits,
    );
  });
}

function textRefusal(text: string, name: string, at: string, limits: Limits): LimitRefusal | null {
  const usual = CURSORS.has(name) ? LONGEST_CURSOR : limits.characters;
  const longest = Math.max(usual, LONG_TEXTS[at] ?? 0);
  if (text.length > longest) return limitRefusal('characters', text.length, longest, at);
  if (!/prefix$/i.test(name)) return null;
  const length = [...text.trim()].length;
  return length < limits.prefix ? limitRefusal('prefix', length, limits.prefix, at) : null;
}

function firstOf<Item>(
  items: readonly Item[],
  refusalOf: (item: Item) => LimitRefusal | null,
): LimitRefusal | null {
  for (const item of items) {
    const refusal = refusalOf(item);
    if (refusal !== null) return refusal;
  }
  return null;
}

function argumentsOf(schema: GraphQLSchema, marks: MarksByCoordinate, document: DocumentNode): Given[] {
  const types = new TypeInfo(schema);
  const given: Given[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument(node) {
        const type = types.getInputType();
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (!type || types.getDirective() || !parent || !field) return false;
        const name = node.name.value;
        const slicing = marks.get(`${parent.name}.${field.name}`)?.listSize?.slicing ?? [];
        const slices = name === 'first' || slicing.includes(name);
        given.push({ name, at: `${parent.name}.${field.name}(${name}:)`, type, value: node.value, slices });
        return false;
      },
    }),
  );
  return given;
}

function hasVariable(value: ValueNode): boolean {
  switch (value.kind) {
    case Kind.VARIABLE:
      return true;
    case Kind.LIST:
      return value.values.some(hasVariable);
    case Kind.OBJECT:
      return value.fields.some((field) => hasVariable(field.value));
    default:
      return false;
  }
}
