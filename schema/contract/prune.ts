import {
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { placesOf } from './directives.ts';

/**
 * Takes absent coordinates out of a schema with everything that cannot stand
 * without them: the interface field that one of its types lost, the field whose
 * required argument is lost, the input object that lost a required field, types
 * that lost everything, and whatever refers to such types.
 */
export function withoutAbsent(
  types: readonly TypeDefinitionNode[],
  absent: ReadonlySet<string>,
): readonly TypeDefinitionNode[] {
  const gone = new Set(absent);
  let before: number;
  do {
    before = gone.size;
    for (const type of types) {
      for (const fallen of fallenIn(type, types, gone)) gone.add(fallen);
    }
  } while (gone.size > before);
  return types.filter((type) => !gone.has(type.name.value)).map((type) => stripped(type, gone));
}

/** Coordinates and type names that fall because of what is gone already. */
function* fallenIn(
  type: TypeDefinitionNode,
  types: readonly TypeDefinitionNode[],
  gone: ReadonlySet<string>,
): Generator<string> {
  const name = type.name.value;
  for (const { coordinate, node } of placesOf(type)) if (gone.has(namedType(node.type))) yield coordinate;
  if (isComposite(type)) {
    for (const field of type.fields ?? []) {
      if (
        (field.arguments ?? []).some(
          (argument) => isRequired(argument) && gone.has(argumentOf(name, field, argument)),
        )
      ) {
        yield `${name}.${field.name.value}`;
      }
    }
    if (!gone.has(name)) yield* fallenWithIt(type, gone);
  }
  if (isEmpty(type, types, gone)) yield name;
}

/** What a living type has lost, its interfaces cannot promise. */
function* fallenWithIt(type: Composite, gone: ReadonlySet<string>): Generator<string> {
  for (const { coordinate } of placesOf(type)) {
    if (!gone.has(coordinate)) continue;
    for (const { name } of type.interfaces ?? []) yield name.value + coordinate.slice(type.name.value.length);
  }
}

function isEmpty(
  type: TypeDefinitionNode,
  types: readonly TypeDefinitionNode[],
  gone: ReadonlySet<string>,
): boolean {
  const isGone = (member: { readonly name: { readonly value: string } }) =>
    gone.has(`${type.name.value}.${member.name.value}`);
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
      return (type.fields ?? []).every(isGone);
    case Kind.INTERFACE_TYPE_DEFINITION:
      return (type.fields ?? []).every(isGone) || !types.some((each) => stillImplements(each, type, gone));
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (
        (type.fields ?? []).every(isGone) ||
        (type.fields ?? []).some((field) => isRequired(field) && isGone(field))
      );
    case Kind.UNION_TYPE_DEFINITION:
      return (type.types ?? []).every(({ name }) => gone.has(name.value));
    default:
      return false;
  }
}

function stillImplements(
  type: TypeDefinitionNode,
  of: InterfaceTypeDefinitionNode,
  gone: ReadonlySet<string>,
): boolean {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION || gone.has(type.name.value)) return false;
  return (type.interfaces ?? []).some(({ name }) => name.value === of.name.value);
}

function stripped(type: TypeDefinitionNode, gone: ReadonlySet<string>): TypeDefinitionNode {
  const name = type.name.value;
  const living = (references: readonly NamedTypeNode[] = []) =>
    references.filter((reference) => !gone.has(reference.name.value));
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
      return { ...type, interfaces: living(type.interfaces), fields: fieldsLeft(type, gone) };
    case Kind.INTERFACE_TYPE_DEFINITION:
      return { ...type, interfaces: living(type.interfaces), fields: fieldsLeft(type, gone) };
    case Kind.UNION_TYPE_DEFINITION:
      return { ...type, types: living(type.types) };
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return {
        ...type,
        fields: (type.fields ?? []).filter((field) => !gone.has(`${name}.${field.name.value}`)),
      };
    default:
      return type;
  }
}

function fieldsLeft(type: Composite, gone: ReadonlySet<string>): FieldDefinitionNode[] {
  const name = type.name.value;
  return (type.fields ?? [])
    .filter((field) => !gone.has(`${name}.${field.name.value}`))
    .map((field) => ({
      ...field,
      arguments: (field.arguments ?? []).filter((argument) => !gone.has(argumentOf(name, field, argument))),
    }));
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

function isComposite(type: TypeDefinitionNode): type is Composite {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function argumentOf(type: string, field: FieldDefinitionNode, argument: InputValueDefinitionNode): string {
  return `${type}.${field.name.value}(${argument.name.value}:)`;
}

function isRequired(input: InputValueDefinitionNode): boolean {
  return input.type.kind === Kind.NON_NULL_TYPE && input.defaultValue === undefined;
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
