import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { type DestinationRules, readDestination } from '@good-standing/kernel/webhook/destination.ts';
import { shownSecret, webhookSecret } from '@good-standing/kernel/webhook/signature.ts';
import type { RegisterWebhookInput } from '../schema.generated.ts';
import { OWN, ownParams } from './own.ts';
import { MOST_WEBHOOKS } from './parameters.ts';
import { freshSalt, webhooksKey } from './secrets.ts';

/** A webhook and the secret that was just made for it; null where the mutation was done before: it is shown once. */
export interface ShownSecret {
  readonly id: string;
  readonly secret: string | null;
}

/** Registers an address of the viewer's organisation, for what it acts as. */
export function registerWebhook(setting: LoaderSetting, rules: DestinationRules) {
  const { viewer, now, secret } = setting;
  return async (input: RegisterWebhookInput): Promise<ShownSecret | null> => {
    const url = wellFormed('url', readDestination(input.url, rules));
    const kinds = [...new Set(input.events)].sort();
    if (kinds.length === 0) throw badInput('events: expected at least one, got none');
    let shown: string | null = null;
    const work: MutationAsked['work'] = async (tx) => {
      const own = ownParams(viewer);
      if (own.organization === null) return null;
      await statement(tx, ONE_AT_A_TIME)({ organization: own.organization });
      const [held] = await statement<{ count: number }>(tx, HELD)(own);
      if ((held?.count ?? 0) >= MOST_WEBHOOKS) {
        throw badInput(`url: expected at most ${MOST_WEBHOOKS} webhooks that are not disabled, got one more`);
      }
      const id = recordId('whk', secret.ids, randomUUID());
      const salt = freshSalt();
      await statement(tx, REGISTER)({ ...own, id, url: url.href, kinds, now, actor: viewer.actor });
      await statement(tx, FIRST_SECRET)({ id, salt, now });
      shown = shownSecret(webhookSecret(webhooksKey(secret), id, salt));
      return id;
    };
    const id = await mutate(setting, { name: 'registerWebhook', input, work });
    return id === null ? null : { id, secret: shown };
  };
}

/** Until the transaction ends. */
const ONE_AT_A_TIME = `select from organization where id = :organization for update`;

const HELD = `select count(*) as count from webhook w where ${OWN} and w.disabled_at is null`;

const REGISTER = `
  insert into webhook (id, organization_id, audience, subject, agency, url, kinds, registered_at, registered_by)
  values (:id, :organization, :audience, :subject, :agency, :url, :kinds::text[], :now, :actor)`;

const FIRST_SECRET = `insert into webhook_secret (webhook_id, salt, made_at) values (:id, :salt, :now)`;
