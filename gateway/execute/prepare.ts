import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { Supergraph } from '../plan/supergraph.ts';

/** The client's operation under keys that nothing in a plan or in JavaScript can collide with. */
export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The client's response key by the key it has while the plan runs, where they differ. */
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * Gives another key to each client alias that is also a field name of the graph:
 * with `{ product { id: name } }` the plan would take the name for the key of the
 * product. The same goes for aliases that mean something to JavaScript
 * (`__proto__`, `constructor`) or to the plan (`__typename`, `_entities`).
 */
export function prepareOperation(
  document: DocumentNode,
  operationName: string | null,
  supergraph: Supergraph,
): PreparedOperation {
  const labels = new Map<string, string>();
  const keyOf = new Map<string, string>();
  const taken = new Set<string>();
  visit(document, {
    Field: (field) => {
      taken.add((field.alias ?? field.name).value);
    },
  });
  const renamed: DocumentNode = visit(document, {
    FragmentDefinition: (fragment) =>
      fragment.typeCondition.name.value.startsWith('__') ? false : undefined,
    Field(field) {
      if (isIntrospection(field)) return false;
      const label = (field.alias ?? field.name).value;
      if (!collides(field, label, supergraph)) return undefined;
      const key = keyOf.get(label) ?? freeKey(label);
      return { ...field, alias: { kind: Kind.NAME, value: key } } satisfies FieldNode;
    },
  });
  const operation = getOperationAST(renamed, operationName);
  if (!operation) throw new Error('Expected a validated document with the operation to compile.');
  return { operation, fragments: fragmentsOf(renamed), labels };

  function freeKey(label: string): string {
    let key = `_key_${label}`;
    while (taken.has(key) || supergraph.hasFieldNamed(key)) key = `_${key}`;
    taken.add(key);
    keyOf.set(label, key);
    labels.set(key, label);
    return key;
  }
}

function collides(field: FieldNode, label: string, supergraph: Supergraph): boolean {
  if (label in Object.prototype) return true;
  if (field.alias === undefined || label === field.name.value) return false;
  return label.startsWith('_') || supergraph.hasFieldNamed(label);
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

/** Answered here and never planned, so its keys stay the client's. */
export function isIntrospection(field: FieldNode): boolean {
  return field.name.value === '__schema' || field.name.value === '__type';
}
