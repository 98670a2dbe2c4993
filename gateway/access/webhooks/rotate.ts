import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { shownSecret, webhookSecret } from '@good-standing/kernel/webhook/signature.ts';
import { OWN, ownParams } from './own.ts';
import { ROTATION_HOURS } from './parameters.ts';
import type { ShownSecret } from './register.ts';
import { freshSalt, webhooksKey } from './secrets.ts';

export interface WebhookAsked {
  readonly id: string;
  readonly clientMutationKey?: string | null;
}

/**
 * A new secret, in force at once; the one before signs beside it for a day, and any
 * before that no more. Null where the organisation has no such webhook.
 *
 * NOTE: when a secret ends is told by the clock of the database, as its signing is.
 */
export function rotateWebhookSecret(setting: LoaderSetting) {
  const { viewer, now, secret } = setting;
  return async (asked: WebhookAsked): Promise<ShownSecret | null> => {
    let shown: string | null = null;
    const work: MutationAsked['work'] = async (tx) => {
      const own = { ...ownParams(viewer), id: asked.id };
      const [webhook] = await statement<{ id: string }>(tx, LOCK)(own);
      if (webhook === undefined) return null;
      const { id } = webhook;
      const salt = freshSalt();
      await statement(tx, END_EARLIER)({ id });
      await statement(tx, END)({ id, hours: ROTATION_HOURS });
      await statement(tx, BEGIN)({ id, salt, now });
      shown = shownSecret(webhookSecret(webhooksKey(secret), id, salt));
      return id;
    };
    const id = await mutate(setting, { name: 'rotateWebhookSecret', input: asked, work });
    return id === null ? null : { id, secret: shown };
  };
}

const LOCK = `select w.id from webhook w where w.id = :id and ${OWN} for update`;

const END_EARLIER = `delete from webhook_secret where webhook_id = :id and ends_at is not null`;

const END = `update webhook_secret set ends_at = now() + make_interval(hours => :hours::int) where webhook_id = :id`;

const BEGIN = `insert into webhook_secret (webhook_id, salt, made_at) values (:id, :salt, :now)`;
