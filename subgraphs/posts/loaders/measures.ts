import { byKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import { type Connection, connection, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import type { QueryMeasureReviewsArgs } from '../schema.generated.ts';
import type { MeasureOrderRow, MeasureReviewRow } from '../tables.ts';
import { ofCbpAlone, visibleScores } from '../visibility.ts';
import type { PageOf } from './page-of.ts';

const ORDER = `
  id, post_id as "postId", measure, basis_quarter as "basisQuarter", legal_basis as "legalBasis",
  usps_consulted_on as "uspsConsultedOn", approved_by as "approvedBy",
  array_remove(array[note, end_note], null) as notes, ordered_on as "orderedOn", ended_on as "endedOn",
  end_reason as "endReason"`;

/** Null where there is none, or none that the viewer may know of. One statement a tick. */
export function orderById({ sql, viewer, today }: LoaderSetting): DataLoader<string, MeasureOrderRow | null> {
  const rows = statement<MeasureOrderRow>(
    sql,
    `select ${ORDER} from measure_order where id = any(:ids::text[]) and ${visibleScores(viewer, 'post_id')}`,
  );
  const { subject } = viewerParams(viewer, today);
  return byKey<string, MeasureOrderRow>(
    (ids) => rows({ ids, subject }),
    (row) => row.id,
  );
}

/** Latest first. One statement a tick for all posts, whatever the size of the pages. */
export function ordersOf(setting: LoaderSetting): PageOf<MeasureOrderRow> {
  const rows = statement<MeasureOrderRow & { readonly ordinal: number }>(
    setting.sql,
    `select page.ordinal::int, ordered.*
     from unnest(:parents::text[], :takes::int[], :after_day::date[], :after_id::text[])
       with ordinality as page (post_id, take, after_day, after_id, ordinal)
     cross join lateral (
       select ${ORDER}
       from measure_order
       where measure_order.post_id = page.post_id
         and ${visibleScores(setting.viewer, 'measure_order.post_id')}
         and (page.after_day is null or (ordered_on, id) < (page.after_day, page.after_id))
       order by ordered_on desc, id desc
       limit page.take
     ) ordered
     order by page.ordinal, ordered."orderedOn" desc, ordered.id desc`,
  );
  const { subject } = viewerParams(setting.viewer, setting.today);
  const pages = pagesByParent<string, MeasureOrderRow & { readonly ordinal: number }>(
    2,
    ({ parents, takes, afters: [days = [], ids = []] }) =>
      rows({ parents, takes, after_day: days, after_id: ids, subject }),
  );
  return async (post, args) => {
    const cursors = listCursors(setting, 'InternationalPost.measureOrders', { post: post.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: post.id });
    return connection<MeasureOrderRow>(found, page.first, cursors, (row) => [
      row.orderedOn.toString(),
      row.id,
    ]);
  };
}

const REVIEW = `
  id, nth, post_id as "postId", measure, quarter, closing_id as "closingId", order_id as "orderId", status,
  opened_on as "openedOn", decided_on as "decidedOn", note`;

/** Null where there is none, or none that the viewer may know of. One statement a tick. */
export function reviewById({ sql, viewer }: LoaderSetting): DataLoader<string, MeasureReviewRow | null> {
  const rows = statement<MeasureReviewRow>(
    sql,
    `select ${REVIEW} from measure_review where id = any(:ids::text[]) and ${ofCbpAlone(viewer)}`,
  );
  return byKey<string, MeasureReviewRow>(
    (ids) => rows({ ids }),
    (row) => row.id,
  );
}

/** Latest first. One statement. */
export function reviews(
  setting: LoaderSetting,
): (args: QueryMeasureReviewsArgs) => Promise<Connection<MeasureReviewRow>> {
  const rows = statement<MeasureReviewRow>(
    setting.sql,
    `select ${REVIEW}
     from measure_review
     where (:status::text is null or status = :status)
       and ${ofCbpAlone(setting.viewer)}
       and (:after_nth::bigint is null or nth < :after_nth)
     order by nth desc
     limit :take::int`,
  );
  return async ({ status = null, ...args }) => {
    const cursors = listCursors(setting, 'Query.measureReviews', { status });
    const { first, after } = readPage(args, cursors);
    const found = await rows({ status, after_nth: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, (review) => [review.nth]);
  };
}
