import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Limits } from './limits.ts';
import { type LimitRefusal, limitRefusal } from './refusal.ts';

/** What a selection amounts to with its fragments written out. Counts are floating point and cannot wrap around. */
interface Shape {
  readonly selections: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of this level itself. */
  readonly fields: number;
  /** Whether every field of this level is introspection. */
  readonly isIntrospection: boolean;
}

const NOTHING: Shape = {
  selections: 0,
  depth: 0,
  aliases: 0,
  directives: 0,
  fields: 0,
  isIntrospection: true,
};

const INTROSPECTION: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

/**
 * Limits of the document's shape, one pass, each fragment looked at once whatever
 * the number of its uses. Introspection alone may go as deep as the language lets
 * it; mixed with data it counts as data does.
 */
export function shapeRefusal(document: DocumentNode, limits: Limits): LimitRefusal | null {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > limits.operations) {
    return limitRefusal('operations', operations.length, limits.operations);
  }
  const shapeOf = shapes(document);
  for (const operation of operations) {
    const refusal = exceeded(shapeOf(operation), limits);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Fields of the operation itself, fragments written out; of several operations the most. */
export function rootFieldsOf(document: DocumentNode): number {
  const shapeOf = shapes(document);
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return Math.max(1, ...operations.map((operation) => shapeOf(operation).fields));
}

/** Whether the operation asks for nothing but introspection. */
export function isIntrospectionAlone(document: DocumentNode): boolean {
  const shapeOf = shapes(document);
  return document.definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .every((operation) => shapeOf(operation).isIntrospection);
}

function exceeded(shape: Shape, limits: Limits): LimitRefusal | null {
  const depth = shape.isIntrospection ? 0 : shape.depth;
  const counts = [
    ['selections', shape.selections],
    ['depth', depth],
    ['aliases', shape.aliases],
    ['rootFields', shape.fields],
    ['directives', shape.directives],
  ] as const;
  const found = counts.find(([limit, value]) => value > limits[limit]);
  return found === undefined ? null : limitRefusal(found[0], found[1], limits[found[0]]);
}

function shapes(document: DocumentNode): (operation: OperationDefinitionNode) => Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const known = new Map<string, Shape>();

  return (operation) => {
    const shape = ofSelections(operation.selectionSet);
    const ofVariables = (operation.variableDefinitions ?? []).map((each) => each.directives?.length ?? 0);
    const own = (operation.directives?.length ?? 0) + ofVariables.reduce((one, other) => one + other, 0);
    return { ...shape, directives: shape.directives + own };
  };

  function ofSelections(set: SelectionSetNode): Shape {
    return set.selections.reduce((shape, selection) => {
      const directives = selection.directives?.length ?? 0;
      switch (selection.kind) {
        case Kind.FIELD:
          return sum(shape, ofField(selection), directives);
        case Kind.INLINE_FRAGMENT:
          return sum(shape, ofSelections(selection.selectionSet), directives);
        default:
          return sum(shape, ofFragment(selection.name.value), directives);
      }
    }, NOTHING);
  }

  function ofField(field: FieldNode): Shape {
    const below = field.selectionSet === undefined ? NOTHING : ofSelections(field.selectionSet);
    return {
      selections: below.selections + 1,
      depth: below.depth + 1,
      aliases: below.aliases + (field.alias === undefined ? 0 : 1),
      directives: below.directives,
      fields: 1,
      isIntrospection: INTROSPECTION.has(field.name.value),
    };
  }

  /** NOTE: a fragment within itself counts as nothing here; validation refuses it. */
  function ofFragment(name: string): Shape {
    const held = known.get(name);
    if (held !== undefined) return held;
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    const shape = sum(NOTHING, ofSelections(fragment.selectionSet), fragment.directives?.length ?? 0);
    known.set(name, shape);
    return shape;
  }
}

function sum(one: Shape, other: Shape, directives: number): Shape {
  return {
    selections: one.selections + other.selections,
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives + directives,
    fields: one.fields + other.fields,
    isIntrospection: one.isIntrospection && other.isIntrospection,
  };
}
