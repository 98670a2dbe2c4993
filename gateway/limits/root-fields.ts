import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/**
 * Coordinates of the fields of an operation itself, fragments written out, each as often
 * as it is asked for: `Mutation.submitViolationReport`. What `@skip` leaves out is counted.
 *
 * @param document valid, its shape within limits: no fragment holds itself.
 */
export function rootCoordinates(
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): readonly string[] {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );
  const namesIn = (set: SelectionSetNode): readonly string[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.name.value];
      if (selection.kind === Kind.INLINE_FRAGMENT) return namesIn(selection.selectionSet);
      const fragment = fragments.get(selection.name.value);
      return fragment === undefined ? [] : namesIn(fragment);
    });
  return namesIn(selectionSet).map((name) => `${ROOTS[operation]}.${name}`);
}
