/** How tests read answers. */

/** Reasons by field of Importer. */
export function reasons(withheld: readonly { readonly coordinate: string; readonly reason: string }[]) {
  return Object.fromEntries(
    withheld
      .filter(({ coordinate }) => coordinate.startsWith('Importer.'))
      .map(({ coordinate, reason }) => [coordinate.slice('Importer.'.length), reason]),
  );
}

/** Ids of the nodes of a page. */
export function ids(connection: unknown): readonly string[] {
  return (connection as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
}
