import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

type Selecting = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

const known = new WeakMap<readonly FieldNode[], ReadonlySet<string>>();

/**
 * Fields that a query selects of the nodes of a connection, under `nodes` and `edges { node }`:
 * for a statement that reads no other columns. What `@skip` and `@include` leave out counts as
 * selected, and so does what a fragment selects on whatever type. Looked through once for each
 * place of a compiled query.
 */
export function fieldsOfNodes({ fieldNodes, fragments }: Selecting): ReadonlySet<string> {
  const remembered = known.get(fieldNodes);
  if (remembered !== undefined) return remembered;
  const connections = fieldNodes.map(({ selectionSet }) => selectionSet);
  const edges = selected(connections, fragments, 'edges');
  const nodes = [...selected(connections, fragments, 'nodes'), ...selected(edges, fragments, 'node')];
  const names = new Set(fieldsIn(nodes, fragments).map((field) => field.name.value));
  known.set(fieldNodes, names);
  return names;
}

type SelectionSets = readonly (SelectionSetNode | undefined)[];

function selected(of: SelectionSets, fragments: Selecting['fragments'], name: string): SelectionSets {
  return fieldsIn(of, fragments)
    .filter((field) => field.name.value === name)
    .map(({ selectionSet }) => selectionSet);
}

/** Fragments cannot spread themselves: the document was validated. */
function fieldsIn(of: SelectionSets, fragments: Selecting['fragments']): readonly FieldNode[] {
  return of.flatMap((set) =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === 'Field') return [selection];
      if (selection.kind === 'InlineFragment') return fieldsIn([selection.selectionSet], fragments);
      return fieldsIn([fragments[selection.name.value]?.selectionSet], fragments);
    }),
  );
}
