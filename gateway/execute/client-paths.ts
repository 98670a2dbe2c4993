import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { ResponsePath } from './path.ts';

/** A path in keys of the plan as a path of the client's operation. */
export type ClientPaths = (path: ResponsePath) => ResponsePath;

/** A field that the client selected, and those below it that were looked up so far. */
interface Selected {
  readonly label: string;
  readonly sets: readonly SelectionSetNode[];
  readonly below: Map<string, Selected>;
}

/**
 * Ends a path where it leaves what the client selected: a field that was only
 * fetched as somebody's key or requirement is not named to the client.
 */
export function clientPathsOf(
  operation: OperationDefinitionNode,
  labels: ReadonlyMap<string, string>,
): ClientPaths {
  const root: Selected = { label: '', sets: [operation.selectionSet], below: new Map() };
  return (path) => {
    const kept: (string | number)[] = [];
    let at = root;
    for (const segment of path) {
      if (typeof segment === 'string') {
        const selected = at.below.get(segment) ?? selectedBelow(at, segment);
        if (selected === undefined) break;
        at = selected;
        kept.push(selected.label);
      } else kept.push(segment);
    }
    return kept;
  };

  function selectedBelow({ sets, below }: Selected, key: string): Selected | undefined {
    const found = fieldsNamed(key, sets);
    if (found === undefined) return undefined;
    const selected: Selected = { label: labels.get(key) ?? key, sets: found, below: new Map() };
    below.set(key, selected);
    return selected;
  }
}

function fieldsNamed(
  key: string,
  selectionSets: readonly SelectionSetNode[],
): SelectionSetNode[] | undefined {
  let isSelected = false;
  const below: SelectionSetNode[] = [];
  for (const set of selectionSets) search(set);
  return isSelected ? below : undefined;

  function search(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) search(selection.selectionSet);
      else if (selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === key) {
        isSelected = true;
        if (selection.selectionSet !== undefined) below.push(selection.selectionSet);
      }
    }
  }
}
