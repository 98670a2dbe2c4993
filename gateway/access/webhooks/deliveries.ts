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
import type { WebhookDeliveryState } from '../schema.generated.ts';
import type { WebhookDeliveryRow } from '../tables.ts';
import { OWN, ownParams } from './own.ts';

export interface DeliveriesAsked extends PageArguments {
  readonly webhook: string;
  readonly state?: WebhookDeliveryState | null;
}

const DELIVERY = `
  select d.id, d.webhook_id as "webhookId", d.sequence, e.id as event, e.kind, e.record_id as record,
    e.occurred_at as "occurredAt", d.state, d.attempts, d.last_status as "lastStatus",
    d.last_failure as "lastFailure", d.last_tried_at as "lastTriedAt",
    case when d.state = 'PENDING' then d.due_at end as "dueAt"
  from webhook_delivery d
  join webhook w on w.id = d.webhook_id
  join event e on e.sequence = d.sequence`;

/** What one of the viewer's own webhooks was sent and is to be sent, latest first; of any other nothing. One statement. */
export function webhookDeliveries(setting: LoaderSetting) {
  const { sql, viewer } = setting;
  const rows = statement<WebhookDeliveryRow>(
    sql,
    `${DELIVERY}
     where d.webhook_id = :webhook and ${OWN}
       and (:state::text is null or d.state = :state)
       and d.sequence < :before::bigint
     order by d.sequence desc
     limit :take::int`,
  );
  return async ({
    webhook,
    state = null,
    ...page
  }: DeliveriesAsked): Promise<Connection<WebhookDeliveryRow>> => {
    const cursors = listCursors(setting, 'Query.webhookDeliveries', { webhook, state });
    const { first, after } = readPage(page, cursors);
    const [before = String(Number.MAX_SAFE_INTEGER)] = after ?? [];
    const found = await rows({ ...ownParams(viewer), webhook, state, before, take: first + 1 });
    return connection(found, first, cursors, ({ sequence }) => [String(sequence)]);
  };
}

/** Null also where it is another's. One statement a tick. */
export function webhookDeliveryById({ sql, viewer }: LoaderSetting) {
  const rows = statement<WebhookDeliveryRow>(sql, `${DELIVERY} where d.id = any(:ids::text[]) and ${OWN}`);
  const found = byKey<string, WebhookDeliveryRow>(
    (ids) => rows({ ...ownParams(viewer), ids }),
    (row) => row.id,
  );
  return (id: string): Promise<WebhookDeliveryRow | null> => found.load(id);
}
