import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { OWN, ownParams } from './own.ts';
import type { WebhookAsked } from './rotate.ts';
import { wake } from './wake.ts';

/**
 * Tries a dead letter again, with every attempt before it; it keeps its event's id.
 * What is pending, was delivered or may not be known any more stays as it is. Null where there is none.
 */
export function replayWebhookDelivery(setting: LoaderSetting) {
  const { viewer } = setting;
  return async (asked: WebhookAsked): Promise<string | null> => {
    const work: MutationAsked['work'] = async (tx) => {
      const [delivery] = await statement<Found>(tx, FIND)({ ...ownParams(viewer), id: asked.id });
      if (delivery === undefined) return null;
      if (delivery.state !== 'DEAD' && delivery.state !== 'NOT_SENT') return delivery.id;
      if (delivery.isRetracted) return delivery.id;
      if (delivery.isDisabled) throw badInput('id: expected a delivery of a webhook that is not disabled');
      await statement(tx, REVIVE)({ id: delivery.id });
      await wake(tx, [{ webhook: delivery.webhook, record: delivery.record }], null);
      return delivery.id;
    };
    return mutate(setting, { name: 'replayWebhookDelivery', input: asked, work });
  };
}

interface Found {
  readonly id: string;
  readonly webhook: string;
  readonly record: string;
  readonly state: string;
  readonly isDisabled: boolean;
  /** The organisation may not know of the change any more. */
  readonly isRetracted: boolean;
}

const FIND = `
  select d.id, d.webhook_id as webhook, d.record_id as record, d.state, w.disabled_at is not null as "isDisabled",
    d.last_failure is not distinct from 'NOT_AUTHORIZED' as "isRetracted"
  from webhook_delivery d join webhook w on w.id = d.webhook_id
  where d.id = :id and ${OWN}
  for update of d`;

const REVIVE = `
  update webhook_delivery
  set state = 'PENDING', attempts = 0, due_at = now(), settled_at = null
  where id = :id`;
