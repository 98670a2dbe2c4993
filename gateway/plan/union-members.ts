import type { FlattenNodePathSegment, PlanNode } from '@graphql-hive/router-query-planner';
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
  return completed(
    node,
    [operation.selectionSet],
    supergraph.schema.getRootType(operation.operation) ?? undefined,
  );

  function completed(
    at: PlanNode,
    asked: readonly SelectionSetNode[],
    type: GraphQLNamedType | undefined,
  ): PlanNode {
    switch (at.kind) {
      case 'Sequence':
      case 'Parallel':
        return { ...at, nodes: at.nodes.map((each) => completed(each, asked, type)) };
      case 'Flatten':
        return { ...at, node: completed(at.node, selectedAt(at.path, asked), undefined) };
      case 'Fetch': {
        const document = completedOperation(at.operation, at.serviceName, type, () => asked, supergraph);
        return document === undefined ? at : { ...at, operation: document };
      }
      case 'BatchFetch': {
        const { aliases } = at.entityBatch;
        const askedOf = (key: string) =>
          aliases
            .filter(({ alias }) => alias === key)
            .flatMap(({ paths }) => paths.flatMap((path) => selectedAt(path, asked)));
        const document = completedOperation(at.operation, at.serviceName, undefined, askedOf, supergraph);
        return document === undefined ? at : { ...at, operation: document };
      }
      default:
        return at;
    }
  }
}

/**
 * Undefined where nothing is missing.
 *
 * @param root undefined for a fetch of entities
 * @param askedOf what the client asks of the entities under a key, or of the root
 */
function completedOperation(
  text: string,
  subgraph: string,
  root: GraphQLNamedType | undefined,
  askedOf: (key: string) => readonly SelectionSetNode[],
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
              ? {
                  ...entities,
                  selectionSet: walk(
                    entities.selectionSet,
                    askedOf((entities.alias ?? entities.name).value),
                    undefined,
                  ),
                }
              : entities,
          ),
        }
      : walk(definition.selectionSet, askedOf(''), root);
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
          agrees(fragment.selectionSet, type, set)
        );
      });
  }

  /** Whether the fields of a member can stand beside what is asked of the others: one key, one type. */
  function agrees(added: SelectionSetNode, type: GraphQLNamedType, beside: SelectionSetNode): boolean {
    const held = signaturesWithin(beside, undefined);
    return signaturesWithin(added, type).every(
      ([key, signature]) => !held.some(([other, of]) => other === key && of !== signature),
    );
  }

  function signaturesWithin(set: SelectionSetNode, type: GraphQLNamedType | undefined): [string, string][] {
    return set.selections.flatMap((selection): [string, string][] => {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        const narrowed = condition === undefined ? type : supergraph.schema.getType(condition);
        return signaturesWithin(selection.selectionSet, narrowed);
      }
      if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return [];
      const definition =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      const signature = selection.selectionSet ? `{ ${selection.name.value} }` : String(definition?.type);
      return [[(selection.alias ?? selection.name).value, signature]];
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

function selectedAt(path: readonly FlattenNodePathSegment[], sets: readonly SelectionSetNode[]) {
  let below = sets;
  for (const segment of path)
    if (segment !== '@' && 'Field' in segment) below = selectedUnder(segment.Field, below);
  return below;
}

function narrowedTypes(set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) =>
    selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition
      ? selection.typeCondition.name.value
      : [],
  );
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
