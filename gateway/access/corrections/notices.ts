import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { recordAsked } from '../record-asked.ts';
import type { CorrectionNoticeState } from '../schema.generated.ts';
import type { CorrectionNoticeRow } from '../tables.ts';
import { visibleNotices } from '../visibility.ts';

export interface NoticePage extends PageArguments {
  /** Of one record alone. */
  readonly record?: string | null;
}

/** Notices of corrections that the viewer may read, latest first. What a recipient reads is delivered to it. */
export function correctionNotices(setting: LoaderSetting) {
  const { sql, viewer, now } = setting;
  const rows = statement<CorrectionNoticeRow>(sql, pageOf(visibleNotices(viewer)));
  const deliver = statement<never>(sql, DELIVER);
  return async ({ record: asked = null, ...page }: NoticePage): Promise<Connection<CorrectionNoticeRow>> => {
    const { record, subject } = recordAsked(setting, asked);
    const cursors = listCursors(setting, 'Query.correctionNotices', { record });
    const { first, after } = readPage(page, cursors);
    const [at = 'infinity', id = ''] = after ?? [];
    const organization = viewer.organization?.id ?? null;
    const found = await rows({ record, organization, subject, at, id, now, take: first + 1 });
    const due = found
      .slice(0, first)
      .filter((notice) => notice.organizationId === organization && notice.deliveredAt === null)
      .map((notice) => notice.id);
    if (due.length > 0) await deliver({ ids: due, organization, now });
    return connection(found, first, cursors, (notice) => [notice.correctedAt.toString(), notice.id]);
  };
}

/** One statement a tick. */
export function correctionNoticeById({ sql, viewer, now }: LoaderSetting) {
  const rows = statement<CorrectionNoticeRow>(
    sql,
    `${NOTICE} where n.id = any(:ids::text[]) and ${visibleNotices(viewer)}`,
  );
  const organization = viewer.organization?.id ?? null;
  const notices = byKey<string, CorrectionNoticeRow>(
    (ids) => rows({ ids, organization, subject: viewer.subject, now }),
    (row) => row.id,
  );
  return (id: string): Promise<CorrectionNoticeRow | null> => notices.load(id);
}

/** NOTE: what this request itself delivers it still reads as due, so that each part of one answer says the same. */
const NOTICE = `
  select n.id, n.organization_id as "organizationId", n.record_id as record, n.coordinates, n.rules,
    n.recipient_name as "recipientName", n.recipient_address as "recipientAddress",
    n.last_disclosed_at as "lastDisclosedAt", n.corrected_at as "correctedAt",
    case when n.acknowledged_at is null then nullif(n.delivered_at, :now::timestamptz) else n.delivered_at end
      as "deliveredAt",
    n.acknowledged_at as "acknowledgedAt"
  from correction_notice n`;

function pageOf(visible: string): string {
  return `${NOTICE}
    where ${visible}
      and (:record::text is null or n.record_id = :record)
      and (n.corrected_at, n.id) < (:at::timestamptz, :id)
    order by n.corrected_at desc, n.id desc
    limit :take::int`;
}

const DELIVER = `
  update correction_notice
  set delivered_at = :now
  where id = any(:ids::text[]) and organization_id = :organization and delivered_at is null`;

export function stateOf({
  deliveredAt,
  acknowledgedAt,
}: Pick<CorrectionNoticeRow, 'deliveredAt' | 'acknowledgedAt'>): CorrectionNoticeState {
  if (acknowledgedAt !== null) return 'ACKNOWLEDGED';
  return deliveredAt === null ? 'DUE' : 'DELIVERED';
}
