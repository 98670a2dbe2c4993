import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

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
  return fieldsIn(document, selectionSet).map(({ name }) => `${ROOTS[operation]}.${name.value}`);
}

/** Keys under which the answer has the fields of an operation itself; of one as often as it is asked for. */
export function rootKeys(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): readonly string[] {
  return fieldsIn(document, selectionSet).map(({ alias, name }) => (alias ?? name).value);
}

function fieldsIn(document: DocumentNode, selectionSet: SelectionSetNode): readonly FieldNode[] {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );
  const within = (set: SelectionSetNode): readonly FieldNode[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      const fragment = fragments.get(selection.name.value);
      return fragment === undefined ? [] : within(fragment);
    });
  return within(selectionSet);
}
