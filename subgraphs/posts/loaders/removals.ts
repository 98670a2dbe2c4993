import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import { type Connection, connection, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import type { QueryRemovalRequestsArgs } from '../schema.generated.ts';
import type { RemovalRequestRow } from '../tables.ts';
import { ofCbpAndOwn } from '../visibility.ts';

const REQUEST = `
  id, nth, post_id as "postId", grounds, requested_on as "requestedOn", status,
  after_quarter as "afterQuarter", decided_on as "decidedOn", note`;

/** Null where there is none, or none that the viewer may know of. One statement a tick. */
export function removalById({
  sql,
  viewer,
  today,
}: LoaderSetting): DataLoader<string, RemovalRequestRow | null> {
  const rows = statement<RemovalRequestRow>(
    sql,
    `select ${REQUEST} from removal_request where id = any(:ids::text[]) and ${ofCbpAndOwn(viewer, 'post_id')}`,
  );
  const { subject } = viewerParams(viewer, today);
  return byKey<string, RemovalRequestRow>(
    (ids) => rows({ ids, subject }),
    (row) => row.id,
  );
}

/** Latest first. One statement. */
export function removals(
  setting: LoaderSetting,
): (args: QueryRemovalRequestsArgs) => Promise<Connection<RemovalRequestRow>> {
  const rows = statement<RemovalRequestRow>(
    setting.sql,
    `select ${REQUEST}
     from removal_request
     where (:status::text is null or status = :status)
       and ${ofCbpAndOwn(setting.viewer, 'post_id')}
       and (:after_nth::bigint is null or nth < :after_nth)
     order by nth desc
     limit :take::int`,
  );
  const { subject } = viewerParams(setting.viewer, setting.today);
  return async ({ status = null, ...args }) => {
    const cursors = listCursors(setting, 'Query.removalRequests', { status });
    const { first, after } = readPage(args, cursors);
    const found = await rows({ status, subject, after_nth: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, (request) => [request.nth]);
  };
}
