import { type DisclosureRule, isDisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import { AUDIENCES, type Audience } from '@good-standing/kernel/viewer/viewer.ts';
import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeDefinitionNode,
} from 'graphql';

/** What the supergraph says of a field, an argument or an input field. */
export interface Marks {
  /** Every rule that any subgraph puts it under: all must exist for an audience. */
  readonly rules: readonly DisclosureRule[];
  /** Audiences that alone have it; null: whoever reaches its parent. */
  readonly only: readonly Audience[] | null;
  readonly listSize: ListSize | null;
  /** `@cost`: what one of these counts in the estimate of an answer. */
  readonly weight: number | null;
}

/** `@listSize`: how many a list field may answer. */
export interface ListSize {
  readonly assumed: number | null;
  /** Arguments whose number bounds the list. */
  readonly slicing: readonly string[];
  /** Fields of the answer that are the list; none: the field itself is. */
  readonly sized: readonly string[];
}

/** Marks by coordinate: `Type.field`, `Type.field(argument:)`, `Input.field`. */
export type MarksByCoordinate = ReadonlyMap<string, Marks>;

/** The places of a type definition that can carry marks, with their coordinates. */
export function placesOf(
  type: TypeDefinitionNode,
): readonly { readonly coordinate: string; readonly node: FieldDefinitionNode | InputValueDefinitionNode }[] {
  if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    return (type.fields ?? []).map((node) => ({ coordinate: `${type.name.value}.${node.name.value}`, node }));
  }
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  return (type.fields ?? []).flatMap((node) => {
    const coordinate = `${type.name.value}.${node.name.value}`;
    const inputs = (node.arguments ?? []).map((argument) => ({
      coordinate: `${coordinate}(${argument.name.value}:)`,
      node: argument,
    }));
    return [{ coordinate, node }, ...inputs];
  });
}

/** Reads the marks of a whole supergraph. Throws where a rule or audience is not known: nothing is guessed open. */
export function marksOf(supergraph: DocumentNode): MarksByCoordinate {
  const marks = new Map<string, Marks>();
  for (const definition of supergraph.definitions) {
    if (definition.kind.endsWith('TypeExtension')) throw new Error('a supergraph has no type extensions');
    if (!isTypeDefinition(definition)) continue;
    for (const { coordinate, node } of placesOf(definition)) {
      const found = readMarks(coordinate, (node.directives ?? []).map(applied));
      if (found !== null) marks.set(coordinate, found);
    }
  }
  return marks;
}

function isTypeDefinition(definition: DocumentNode['definitions'][number]): definition is TypeDefinitionNode {
  return definition.kind.endsWith('TypeDefinition');
}

interface Applied {
  readonly name: string;
  readonly argument: (name: string) => unknown;
}

/** Routers of another make carry composed directives as `@join__directive(name: "disclose", args: {…})`. */
function applied(node: ConstDirectiveNode): Applied {
  const values = new Map((node.arguments ?? []).map((each) => [each.name.value, constant(each.value)]));
  const carried = values.get('name');
  if (node.name.value !== 'join__directive' || typeof carried !== 'string') {
    return { name: node.name.value, argument: (name) => values.get(name) };
  }
  const args = values.get('args');
  const held = typeof args === 'object' && args !== null ? (args as Readonly<Record<string, unknown>>) : {};
  return { name: carried, argument: (name) => held[name] };
}

function constant(node: ConstValueNode): unknown {
  switch (node.kind) {
    case Kind.LIST:
      return node.values.map(constant);
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, constant(field.value)]));
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    default:
      return node.value;
  }
}

function readMarks(coordinate: string, directives: readonly Applied[]): Marks | null {
  const rules = directives.filter(({ name }) => name === 'disclose').map((each) => ruleIn(coordinate, each));
  const lists = directives
    .filter(({ name }) => name === 'audience')
    .map((each) => audiencesIn(coordinate, each));
  const [first, ...others] = lists;
  const only = first?.filter((audience) => others.every((list) => list.includes(audience))) ?? null;
  const sized = directives.find(({ name }) => name === 'listSize');
  const listSize = sized === undefined ? null : listSizeIn(sized);
  const cost = directives.find(({ name }) => name === 'cost')?.argument('weight');
  const weight = typeof cost === 'number' ? cost : null;
  const isBare = rules.length === 0 && only === null && listSize === null && weight === null;
  return isBare ? null : { rules, only, listSize, weight };
}

function ruleIn(coordinate: string, directive: Applied): DisclosureRule {
  const rule = String(directive.argument('rule'));
  if (!isDisclosureRule(rule)) throw new Error(`${coordinate}: @disclose names no known rule`);
  return rule;
}

function audiencesIn(coordinate: string, directive: Applied): readonly Audience[] {
  const named = textsIn(directive.argument('only'));
  const known = AUDIENCES.filter((audience) => named.includes(audience));
  if (known.length !== named.length) throw new Error(`${coordinate}: @audience names an unknown audience`);
  return known;
}

function listSizeIn(directive: Applied): ListSize {
  const assumed = directive.argument('assumedSize');
  return {
    assumed: typeof assumed === 'number' ? assumed : null,
    slicing: textsIn(directive.argument('slicingArguments')),
    sized: textsIn(directive.argument('sizedFields')),
  };
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
