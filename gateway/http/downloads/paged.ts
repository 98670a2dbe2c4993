import type { Ask, Row } from './dataset.ts';

/** Rows asked for at once. */
export const PAGE_ROWS = 200;

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Every node of a connection, page by page. */
export async function* paged<Node>(
  ask: Ask,
  { document, field, variables = {} }: PagedOperation,
  rowOf: (node: Node) => Row,
): AsyncGenerator<readonly Row[]> {
  let after: string | null = null;
  do {
    const data = await ask(document, { ...variables, first: PAGE_ROWS, after });
    const { nodes, pageInfo } = (data as Record<string, Connection<Node>>)[field] as Connection<Node>;
    yield nodes.map(rowOf);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}

export interface PagedOperation {
  /** The canonical operation. */
  readonly document: string;
  /** Its root field. */
  readonly field: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}
