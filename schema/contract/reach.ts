import { type DocumentNode, Kind, type TypeDefinitionNode } from 'graphql';
import { placesOf } from './directives.ts';
import { namedType } from './prune.ts';

/**
 * Types that an operation can come to, in their order: from the root types over
 * fields, arguments, interfaces and the members of unions. The implementations of
 * an interface count where a field answers it, not where a type merely has it.
 */
export function reachable(
  types: readonly TypeDefinitionNode[],
  whole: DocumentNode,
): readonly TypeDefinitionNode[] {
  const byName = new Map(types.map((type) => [type.name.value, type]));
  const reached = new Set<string>();
  const answered = new Set<string>();
  for (const root of rootTypes(whole)) visit(root);
  return types.filter((type) => reached.has(type.name.value));

  function visit(name: string): void {
    const type = byName.get(name);
    if (type === undefined) return;
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION && !answered.has(name)) {
      answered.add(name);
      for (const each of types) if (interfacesOf(each).includes(name)) visit(each.name.value);
    }
    if (reached.has(name)) return;
    reached.add(name);
    for (const { node } of placesOf(type)) visit(namedType(node.type));
    for (const of of interfacesOf(type)) declare(of);
    if (type.kind === Kind.UNION_TYPE_DEFINITION)
      for (const member of type.types ?? []) visit(member.name.value);
  }

  /** A type's own interfaces stand in the schema, and what their fields answer; their other types need not. */
  function declare(name: string): void {
    const type = byName.get(name);
    if (type === undefined || reached.has(name)) return;
    reached.add(name);
    for (const { node } of placesOf(type)) visit(namedType(node.type));
    for (const of of interfacesOf(type)) declare(of);
  }
}

function rootTypes(whole: DocumentNode): readonly string[] {
  for (const definition of whole.definitions) {
    if (definition.kind === Kind.SCHEMA_DEFINITION) {
      return definition.operationTypes.map(({ type }) => type.name.value);
    }
  }
  return ['Query', 'Mutation', 'Subscription'];
}

function interfacesOf(type: TypeDefinitionNode): readonly string[] {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  return (type.interfaces ?? []).map(({ name }) => name.value);
}
