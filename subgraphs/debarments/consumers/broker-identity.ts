import { consumer } from '@good-standing/kernel/findings/consumer.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';

/** Keeps the identifiers of brokers. The last word on each holds. */
export const brokerIdentityConsumer = consumer('broker-identity', async (tx, items) => {
  const identities = [...new Map(items.map((item) => [item.brokerId, item])).values()];
  await statement(tx, FORGET)({ brokers: identities.map(({ brokerId }) => brokerId) });
  const keys = identities.flatMap(({ brokerId, uei, cage }) => [
    ...(uei === null ? [] : [{ broker_id: brokerId, scheme: 'UEI', value: uei }]),
    ...(cage === null ? [] : [{ broker_id: brokerId, scheme: 'CAGE', value: cage }]),
  ]);
  await statement(tx, KEEP)({ keys: { json: keys } });
});

const FORGET = 'delete from broker_key where broker_id = any(:brokers::text[])';

const KEEP = `
  insert into broker_key (value, scheme, broker_id)
  select value, scheme, broker_id
  from jsonb_to_recordset(:keys::text::jsonb) as item (value text, scheme text, broker_id text)`;
