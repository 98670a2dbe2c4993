import { pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import { connection, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { QUARTER_INPUTS } from '../columns.ts';
import type { QuarterInputsRow } from '../tables.ts';
import { visibleQuarters } from '../visibility.ts';
import type { PageOf } from './page-of.ts';

/** Latest quarter first. One statement a tick for all posts, whatever the size of the pages. */
export function quartersOf(setting: LoaderSetting): PageOf<QuarterInputsRow> {
  const rows = statement<QuarterInputsRow & { readonly ordinal: number }>(
    setting.sql,
    `select page.ordinal::int, inputs.*
     from unnest(:parents::text[], :takes::int[], :after_quarter::text[])
       with ordinality as page (post_id, take, after_quarter, ordinal)
     cross join lateral (
       select ${QUARTER_INPUTS}
       from quarter_inputs
       where quarter_inputs.post_id = page.post_id
         and ${visibleQuarters(setting.viewer)}
         and (page.after_quarter is null or quarter < page.after_quarter)
       order by quarter desc
       limit page.take
     ) inputs
     order by page.ordinal, inputs.quarter desc`,
  );
  const { subject } = viewerParams(setting.viewer, setting.today);
  const pages = pagesByParent<string, QuarterInputsRow & { readonly ordinal: number }>(
    1,
    ({ parents, takes, afters: [quarters = []] }) =>
      rows({ parents, takes, after_quarter: quarters, subject }),
  );
  return async (post, args) => {
    const cursors = listCursors(setting, 'InternationalPost.quarters', { post: post.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: post.id });
    return connection<QuarterInputsRow>(found, page.first, cursors, (row) => [row.quarter]);
  };
}
