import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import type { NoticeStatus } from '../schema.generated.ts';
import { visibleNotice } from '../visibility.ts';
import type { DecisionRow, NoticeRow } from './notice-row.ts';

const NOTICE = `
  n.notice_id as id, n.nth, n.exclusion_id as "exclusionId", n.notifier, n.notifier_type as "notifierType",
  n.knowledge, n.new_name as "newName", n.new_address as "newAddress", n.new_phone as "newPhone",
  n.new_website as "newWebsite", n.association, n.observed_at as "observedAt",
  n.sam_published_on as "samPublishedOn", n.due_by as "dueBy", n.received_at as "receivedAt", n.timely,
  case when n.decision is null then 'RECEIVED' else 'REVIEWED' end as status, n.importer_id as "importerId",
  n.organization is not distinct from :organization::text as "isOwn"`;

/** Null where there is none, or none that the viewer may know of. One statement a tick. */
export function noticeById(setting: LoaderSetting): DataLoader<string, NoticeRow | null> {
  const rows = statement<NoticeRow>(
    setting.sql,
    `select ${NOTICE}
     from reestablishment_notice n
     where n.notice_id = any(:ids::text[])
       and ${visibleNotice(setting.viewer, 'n')}`,
  );
  const { organization } = viewerParams(setting.viewer, setting.today);
  return byKey<string, NoticeRow>(
    (ids) => rows({ organization, ids }),
    (row) => row.id,
  );
}

export interface NoticesArguments extends PageArguments {
  readonly status?: NoticeStatus | null;
}

/** Those that the viewer may know of, latest first. One statement. */
export function noticePages(setting: LoaderSetting, coordinate: string) {
  const rows = statement<NoticeRow>(
    setting.sql,
    `select ${NOTICE}
     from reestablishment_notice n
     where ${visibleNotice(setting.viewer, 'n')}
       and (:status::text is null or (n.decision is null) = (:status = 'RECEIVED'))
       and (:after_nth::bigint is null or n.nth < :after_nth)
     order by n.nth desc
     limit :take::int`,
  );
  const { organization } = viewerParams(setting.viewer, setting.today);
  return async ({ status = null, ...args }: NoticesArguments): Promise<Connection<NoticeRow>> => {
    const cursors = listCursors(setting, coordinate, { status });
    const { first, after } = readPage(args, cursors);
    const found = await rows({ organization, status, after_nth: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, ({ nth }) => [nth]);
  };
}

/** CBP's decisions on each notice or lead, the latest first. One statement a tick. */
export function reestablishmentDecisionsOf({
  sql,
}: LoaderSetting): DataLoader<string, readonly DecisionRow[]> {
  const rows = statement<DecisionRow>(
    sql,
    `select record_id as "recordId", decision, note, decided_by as "decidedBy", decided_at as "decidedAt"
     from reestablishment_decision
     where record_id = any(:ids::text[])
     order by record_id, nth desc`,
  );
  return manyByKey<string, DecisionRow>(
    (ids) => rows({ ids }),
    (row) => row.recordId,
  );
}
