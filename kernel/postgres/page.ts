import { GraphQLError } from 'graphql';
import { type CursorSeal, type CursorValue, isMalformedCursor } from './cursor.ts';

/** The most a list gives at once, and what it gives where nobody says. */
export const LARGEST_PAGE = 200;
export const DEFAULT_PAGE = 20;

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** `after` holds the sort key of the last row already given, or null at the start. */
export interface PageRequest {
  readonly first: number;
  readonly after: readonly CursorValue[] | null;
}

/** Throws a `BAD_USER_INPUT` that says what was expected; it never repeats the cursor. */
export function readPage(args: PageArguments, cursors: CursorSeal): PageRequest {
  const first = args.first ?? DEFAULT_PAGE;
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE) {
    throw badInput(`first: expected 1 to ${LARGEST_PAGE}, got ${first}`);
  }
  if (args.after === undefined || args.after === null) return { first, after: null };
  const after = cursors.open(args.after);
  if (isMalformedCursor(after)) throw badInput(`after: expected ${after.expected}`);
  return { first, after };
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/**
 * A page from the `first + 1` rows that were asked for: the one too many says that
 * there is a next page and is not given. Cursors are sealed only when read.
 *
 * @param keyOf the sort key of a row, in the order of the statement's `order by`.
 */
export function connection<Row>(
  rows: readonly Row[],
  first: number,
  cursors: CursorSeal,
  keyOf: (row: Row) => readonly CursorValue[],
): Connection<Row> {
  const nodes = rows.length > first ? rows.slice(0, first) : rows;
  const last = nodes.at(-1);
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({
        node,
        get cursor() {
          return cursors.seal(keyOf(node));
        },
      }));
    },
    pageInfo: {
      hasNextPage: rows.length > first,
      get endCursor() {
        return last === undefined ? null : cursors.seal(keyOf(last));
      },
    },
  };
}
