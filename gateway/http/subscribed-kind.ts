import { EVENT_KINDS, type EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

const KINDS = Object.keys(EVENT_KINDS) as EventKind[];

/**
 * The kind of event that a subscription answers, by its one field. Undefined where
 * there are conditions on the way to it, so that there might be no field at all.
 */
export function subscribedKind(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): EventKind | undefined {
  const field = rootField(document, selectionSet);
  return KINDS.find((kind) => EVENT_KINDS[kind].subscription === field?.name.value);
}

/** The document is valid: fragments exist and do not hold themselves, and all fields are one. */
function rootField(document: DocumentNode, { selections }: SelectionSetNode): FieldNode | undefined {
  if (selections.some(({ directives = [] }) => directives.length > 0)) return undefined;
  const [first] = selections;
  if (first === undefined || first.kind === Kind.FIELD) return first;
  if (first.kind === Kind.INLINE_FRAGMENT) return rootField(document, first.selectionSet);
  const fragment = document.definitions.find(
    (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === first.name.value,
  );
  return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootField(document, fragment.selectionSet) : undefined;
}
