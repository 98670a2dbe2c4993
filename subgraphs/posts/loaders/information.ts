import { byKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import { connection, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import type { AdditionalInformationRow } from '../tables.ts';
import { visibleShipments } from '../visibility.ts';
import type { PageOf } from './page-of.ts';

const INFORMATION = `
  id, post_id as "postId", item, requested, requested_on as "requestedOn", due_on as "dueOn", furnished,
  furnished_on as "furnishedOn"`;

/** Null where there is none, or none that the viewer may know of. One statement a tick. */
export function informationById({
  sql,
  viewer,
  today,
}: LoaderSetting): DataLoader<string, AdditionalInformationRow | null> {
  const rows = statement<AdditionalInformationRow>(
    sql,
    `select ${INFORMATION}
     from additional_information
     where id = any(:ids::text[]) and ${visibleShipments(viewer, 'post_id')}`,
  );
  const { subject } = viewerParams(viewer, today);
  return byKey<string, AdditionalInformationRow>(
    (ids) => rows({ ids, subject }),
    (row) => row.id,
  );
}

/** Latest first. One statement a tick for all posts, whatever the size of the pages. */
export function informationOf(setting: LoaderSetting): PageOf<AdditionalInformationRow> {
  const rows = statement<AdditionalInformationRow & { readonly ordinal: number }>(
    setting.sql,
    `select page.ordinal::int, asked.*
     from unnest(:parents::text[], :takes::int[], :after_day::date[], :after_id::text[])
       with ordinality as page (post_id, take, after_day, after_id, ordinal)
     cross join lateral (
       select ${INFORMATION}
       from additional_information
       where additional_information.post_id = page.post_id
         and ${visibleShipments(setting.viewer, 'additional_information.post_id')}
         and (page.after_day is null or (requested_on, id) < (page.after_day, page.after_id))
       order by requested_on desc, id desc
       limit page.take
     ) asked
     order by page.ordinal, asked."requestedOn" desc, asked.id desc`,
  );
  const { subject } = viewerParams(setting.viewer, setting.today);
  const pages = pagesByParent<string, AdditionalInformationRow & { readonly ordinal: number }>(
    2,
    ({ parents, takes, afters: [days = [], ids = []] }) =>
      rows({ parents, takes, after_day: days, after_id: ids, subject }),
  );
  return async (post, args) => {
    const cursors = listCursors(setting, 'InternationalPost.additionalInformation', { post: post.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: post.id });
    return connection<AdditionalInformationRow>(found, page.first, cursors, (row) => [
      row.requestedOn.toString(),
      row.id,
    ]);
  };
}
