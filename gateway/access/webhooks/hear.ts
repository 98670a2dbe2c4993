import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import type { Announcement } from '@good-standing/kernel/webhook/announcement.ts';
import { type Lane, wake } from './wake.ts';

/** The channel on which every gateway hears that there are events. */
export const HEARD = 'good_standing_event';

/**
 * Keeps what was announced, makes out a delivery to each webhook that wants it and is
 * addressed, and tells the gateways whose subscribers may. Whether an agreement is in
 * force is asked when it is told.
 */
export async function hearAnnouncements(tx: TransactionSql, items: readonly Announcement[]): Promise<void> {
  const heard = await tx.unsafe<{ sequence: number }[]>(KEEP, [JSON.stringify(items)]);
  if (heard.length === 0) return;
  const sequences = heard.map(({ sequence }) => sequence);
  const lanes = await tx.unsafe<Lane[]>(MAKE_OUT, [sequences]);
  await wake(tx, [...new Map(lanes.map((lane) => [`${lane.webhook}:${lane.record}`, lane])).values()], null);
  await tx.unsafe(`select pg_notify('${HEARD}', '')`);
}

export const announcementConsumer: Consumer = consumer('announcement', hearAnnouncements);

const KEEP = `
  insert into event (id, kind, record_id, addressees, occurred_at)
  select said.id, said.kind, said.record, said.to, said."occurredAt"
  from rows from (
    jsonb_to_recordset($1::text::jsonb) as (id text, kind text, record text, "to" jsonb, "occurredAt" timestamptz)
  ) with ordinality as said (id, kind, record, "to", "occurredAt", nth)
  order by said.nth
  on conflict (id) do nothing
  returning sequence`;

/** As isAddressedTo of the kernel has it. */
const MAKE_OUT = `
  insert into webhook_delivery (id, webhook_id, sequence, record_id)
  select 'dlv_' || left(replace(gen_random_uuid()::text, '-', ''), 20), w.id, e.sequence, e.record_id
  from event e
  join webhook w on w.disabled_at is null and e.kind = any (w.kinds)
  where e.sequence = any ($1::bigint[])
    and exists (
      select
      from jsonb_to_recordset(e.addressees) as a (audience text, organization text, subject text, agency text)
      where a.audience = w.audience
        and (a.organization is null or a.organization = w.organization_id)
        and (a.subject is null or a.subject = w.subject)
        and (a.agency is null or a.agency = w.agency))
  order by e.sequence
  returning webhook_id as webhook, record_id as record`;
