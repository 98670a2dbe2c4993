import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { OWN, ownParams } from './own.ts';
import type { WebhookAsked } from './rotate.ts';

/** Nothing more is sent there, also of what waits. Disabled again, it stays as it was. Null where there is none. */
export function disableWebhook(setting: LoaderSetting) {
  const { viewer, now } = setting;
  return async (asked: WebhookAsked): Promise<string | null> => {
    const work: MutationAsked['work'] = async (tx) => {
      const disabled = statement<{ id: string }>(tx, DISABLE);
      const [webhook] = await disabled({ ...ownParams(viewer), id: asked.id, now });
      if (webhook === undefined) return null;
      await dropPending(tx, webhook.id, null);
      return webhook.id;
    };
    return mutate(setting, { name: 'disableWebhook', input: asked, work });
  };
}

const DISABLE = `
  update webhook w
  set disabled_because = case when w.disabled_at is null then 'OWNER' else w.disabled_because end,
      disabled_at = coalesce(w.disabled_at, :now)
  where w.id = :id and ${OWN}
  returning w.id`;

/**
 * What waits for a webhook is not sent.
 *
 * @param because null: the webhook is disabled.
 */
export async function dropPending(
  tx: TransactionSql,
  webhook: string,
  because: 'AGREEMENT' | null,
): Promise<void> {
  await statement(tx, DROP)({ webhook, because });
}

const DROP = `
  update webhook_delivery
  set state = 'NOT_SENT', last_failure = coalesce(:because, 'DISABLED'), settled_at = now()
  where webhook_id = :webhook and state = 'PENDING'`;
