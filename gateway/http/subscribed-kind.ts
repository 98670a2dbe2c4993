import { EVENT_KINDS, type EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

const KINDS = Object.keys(EVENT_KINDS) as EventKind[];

/** What a subscription answers. */
export interface Subscribed {
  readonly kind: EventKind;
  /** The variable that names the records of which it hears; null: of all. */
  readonly recordsIn: string | null;
}

/**
 * The events that a subscription answers, by its one field. Undefined where there are
 * conditions on the way to it, so that there might be no field at all.
 */
export function subscribedKind(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): Subscribed | undefined {
  const field = rootField(document, selectionSet);
  const kind = KINDS.find((each) => EVENT_KINDS[each].subscription === field?.name.value);
  if (kind === undefined) return undefined;
  const given = field?.arguments?.find(({ name }) => name.value === EVENT_KINDS[kind].records)?.value;
  return { kind, recordsIn: given?.kind === Kind.VARIABLE ? given.name.value : null };
}

/** The records that are named by their ids; null where none are. */
export function namedRecords(
  { recordsIn }: Subscribed,
  variables: Readonly<Record<string, unknown>>,
): ReadonlySet<unknown> | null {
  const named = recordsIn === null ? null : variables[recordsIn];
  return Array.isArray(named) ? new Set<unknown>(named) : null;
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
