import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { WebhookRow } from '../tables.ts';
import { OWN, ownParams } from './own.ts';

/** As the SDL says: those that are not disabled, and the last that were. */
const MOST_TOLD = 50;

const WEBHOOK = `
  select w.id, w.url, w.kinds as events, w.registered_at as "registeredAt", w.failing_since as "failingSince",
    w.disabled_at as "disabledAt", w.disabled_because as "disabledBecause",
    (select max(s.ends_at) from webhook_secret s where s.webhook_id = w.id and s.ends_at > now()) as "rotationEndsAt"
  from webhook w`;

/** Those of the viewer's organisation, for what it acts as: active ones first, then latest first. One statement. */
export function webhooks({ sql, viewer }: LoaderSetting) {
  const rows = statement<WebhookRow>(
    sql,
    `${WEBHOOK} where ${OWN} order by w.disabled_at is not null, w.registered_at desc, w.id limit ${MOST_TOLD}`,
  );
  return (): Promise<readonly WebhookRow[]> => rows(ownParams(viewer));
}

/** Null also where it is another's. One statement a tick. */
export function webhookById({ sql, viewer }: LoaderSetting) {
  const rows = statement<WebhookRow>(sql, `${WEBHOOK} where w.id = any(:ids::text[]) and ${OWN}`);
  const found = byKey<string, WebhookRow>(
    (ids) => rows({ ...ownParams(viewer), ids }),
    (row) => row.id,
  );
  return (id: string): Promise<WebhookRow | null> => found.load(id);
}
