import { type NestedPages, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import type { CursorValue } from '@good-standing/kernel/postgres/cursor.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { type Param, statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';

/** A list that every parent of one type has. */
export interface NestedList<Row> {
  /** `Importer.entries`. */
  readonly coordinate: string;
  /** Postgres types of the two values of the sort key. */
  readonly key: readonly [string, string];
  /** `page` has the columns parent, take, after_1, after_2. Gives the rows of one page, in order. */
  readonly rows: string;
  /** The order of `rows`, over their output columns. */
  readonly order: string;
  readonly keyOf: (row: Row) => readonly [CursorValue, CursorValue];
}

type Ordinal = { readonly ordinal: number };

/** The pages of such a list: one statement a tick for all parents, whatever the size of the pages. */
export function nestedList<Row extends object>(
  setting: LoaderSetting,
  list: NestedList<Row>,
  where: Readonly<Record<string, Param>> = {},
): (parent: string, args: PageArguments) => Promise<Connection<Row>> {
  const rows = statement<Row & Ordinal>(
    setting.sql,
    `select page.ordinal::int, listed.*
     from unnest(:parents::text[], :takes::int[], :after_1::${list.key[0]}[], :after_2::${list.key[1]}[])
       with ordinality as page (parent, take, after_1, after_2, ordinal)
     cross join lateral (${list.rows}) listed
     order by page.ordinal, ${list.order}`,
  );
  const params = { ...viewerParams(setting.viewer, setting.today), ...where };
  const load = ({ parents, takes, afters: [first = [], second = []] }: NestedPages<string>) =>
    rows({ ...params, parents, takes, after_1: first, after_2: second });
  const pages = pagesByParent<string, Row & Ordinal>(list.key.length, load);
  return async (parent, args) => {
    const cursors = listCursors(setting, list.coordinate, { parent, ...where });
    const page = readPage({ first: args.first ?? null, after: args.after ?? null }, cursors);
    return connection<Row>(await pages.load({ ...page, parent }), page.first, cursors, list.keyOf);
  };
}
