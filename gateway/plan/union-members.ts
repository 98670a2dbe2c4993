import type { PlanNode } from '@graphql-hive/router-query-planner';
import {
  type FieldNode,
  type GraphQLNamedType,
  getNamedType,
  type InlineFragmentNode,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Supergraph } from './supergraph.ts';

/**
 * The planner asks a union that several subgraphs share only for the members that
 * they all know. An object of a member that one of them alone knows would then come
 * without its fields, so they are asked of that subgraph again, where it resolves
 * all of them by itself.
 *
 * @param operation without fragment spreads, as it was planned
 */
export function withUnionMembers(
  node: PlanNode,
  operation: OperationDefinitionNode,
  supergraph: Supergraph,
): PlanNode {
  return completed(node, [operation.selectionSet], supergraph.schema.getRootType(operation.operation));

  function completed(
    at: PlanNode,
    asked: readonly SelectionSetNode[],
    type: GraphQLNamedType | null | undefined,
  ): PlanNode {
    switch (at.kind) {
      case 'Sequence':
      case 'Parallel':
        return { ...at, nodes: at.nodes.map((each) => completed(each, asked, type)) };
      case 'Flatten': {
        let below = asked;
        for (const segment of at.path)
          if (segment !== '@' && 'Field' in segment) below = selectedUnder(segment.Field, below);
        return { ...at, node: completed(at.node, below, undefined) };
      }
      case 'Fetch': {
        const document = completedOperation(
          at.operation,
          at.serviceName,
          asked,
          type ?? undefined,
          supergraph,
        );
        return document === undefined ? at : { ...at, operation: document };
      }
      default:
        return at;
    }
  }
}

/** Undefined where nothing is missing. */
function completedOperation(
  text: string,
  subgraph: string,
  asked: readonly SelectionSetNode[],
  root: GraphQLNamedType | undefined,
  supergraph: Supergraph,
): string | undefined {
  let isChanged = false;
  const [definition] = withoutSpreads(text);
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const selectionSet =
    root === undefined
      ? {
          ...definition.selectionSet,
          selections: definition.selectionSet.selections.map((entities) =>
            entities.kind === Kind.FIELD && entities.selectionSet
              ? { ...entities, selectionSet: walk(entities.selectionSet, asked, undefined) }
              : entities,
          ),
        }
      : walk(definition.selectionSet, asked, root);
  return isChanged ? print({ ...definition, selectionSet }) : undefined;

  function walk(
    set: SelectionSetNode,
    sets: readonly SelectionSetNode[],
    type: GraphQLNamedType | undefined,
  ): SelectionSetNode {
    const selections = set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        const narrowed = condition === undefined ? type : supergraph.schema.getType(condition);
        return { ...selection, selectionSet: walk(selection.selectionSet, sets, narrowed) };
      }
      const below = selectedUnder((selection.alias ?? selection.name).value, sets);
      const belowType = typeOfField(type, selection.name.value);
      if (below.length === 0 || belowType === undefined) return selection;
      return { ...selection, selectionSet: walk(selection.selectionSet, below, belowType) };
    });
    const missing = isUnionType(type) ? missingMembers(set, sets, type) : [];
    if (missing.length > 0) isChanged = true;
    return { ...set, selections: [...selections, ...missing] };
  }

  function missingMembers(
    set: SelectionSetNode,
    sets: readonly SelectionSetNode[],
    union: GraphQLNamedType,
  ): InlineFragmentNode[] {
    return sets
      .flatMap(({ selections }) => selections)
      .filter((selection) => selection.kind === Kind.INLINE_FRAGMENT)
      .filter((fragment) => {
        const member = fragment.typeCondition?.name.value;
        const type = member === undefined ? undefined : supergraph.schema.getType(member);
        return (
          isObjectType(type) &&
          supergraph.ownership.hasMember(subgraph, union.name, type.name) &&
          !narrowedTypes(set).includes(type.name) &&
          isOwn(fragment.selectionSet, type) &&
          keysOf(fragment.selectionSet).every((key) => !keysWithin(set).has(key))
        );
      });
  }

  /** Whether the subgraph resolves the whole selection, without a variable it has not been given. */
  function isOwn(set: SelectionSetNode, type: GraphQLNamedType): boolean {
    return set.selections.every((selection) => {
      if (selection.kind !== Kind.FIELD) return false;
      if (selection.name.value === '__typename') return selection.alias === undefined;
      const below = typeOfField(type, selection.name.value);
      return (
        below !== undefined &&
        !hasVariables(selection) &&
        supergraph.ownership.resolves(subgraph, type, selection.name.value) &&
        (selection.selectionSet === undefined || isOwn(selection.selectionSet, below))
      );
    });
  }
}

function typeOfField(type: GraphQLNamedType | undefined, name: string): GraphQLNamedType | undefined {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return field && getNamedType(field.type);
}

/** What is selected below a response key, whatever type it stands on. */
function selectedUnder(key: string, sets: readonly SelectionSetNode[]): SelectionSetNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return selectedUnder(key, [selection.selectionSet]);
      if (selection.kind !== Kind.FIELD || (selection.alias ?? selection.name).value !== key) return [];
      return selection.selectionSet ?? [];
    }),
  );
}

function narrowedTypes(set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) =>
    selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition
      ? selection.typeCondition.name.value
      : [],
  );
}

function keysOf(set: SelectionSetNode): string[] {
  return set.selections
    .filter((selection) => selection.kind === Kind.FIELD)
    .map(({ alias, name }) => (alias ?? name).value)
    .filter((key) => key !== '__typename');
}

/** The keys of a set and of its fragments: a second field under one of them might be of another type. */
function keysWithin(set: SelectionSetNode): Set<string> {
  const below = set.selections.filter((selection) => selection.kind === Kind.INLINE_FRAGMENT);
  return new Set([...keysOf(set), ...below.flatMap(({ selectionSet }) => [...keysWithin(selectionSet)])]);
}

function hasVariables(field: FieldNode): boolean {
  let isFound = false;
  visit(field, {
    Variable: () => {
      isFound = true;
    },
  });
  return isFound;
}

function withoutSpreads(text: string) {
  const { definitions } = parse(text, { noLocation: true });
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  if (fragments.length === 0) return definitions;
  return definitions.map((definition) =>
    visit(definition, {
      FragmentSpread(spread): InlineFragmentNode | undefined {
        const fragment = fragments.find(({ name }) => name.value === spread.name.value);
        if (fragment === undefined) return undefined;
        const { typeCondition, selectionSet } = fragment;
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
      },
    }),
  );
}
