import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { ResponsePath } from './path.ts';

/** A path in keys of the plan as a path of the client's operation. */
export type ClientPaths = (path: ResponsePath) => ResponsePath;

/**
 * Ends a path where it leaves what the client selected: a field that was only
 * fetched as somebody's key or requirement is not named to the client.
 */
export function clientPathsOf(
  operation: OperationDefinitionNode,
  labels: ReadonlyMap<string, string>,
): ClientPaths {
  return (path) => {
    const kept: (string | number)[] = [];
    let selectionSets: readonly SelectionSetNode[] = [operation.selectionSet];
    for (const segment of path) {
      if (typeof segment === 'string') {
        const below = fieldsNamed(segment, selectionSets);
        if (below === undefined) break;
        selectionSets = below;
        kept.push(labels.get(segment) ?? segment);
      } else kept.push(segment);
    }
    return kept;
  };
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
