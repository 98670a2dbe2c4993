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

const FITS = `
      w.disabled_at is null and a.kind = any (w.kinds) and a.audience = w.audience
      and (a.subject is null or a.subject = w.subject)
      and (a.agency is null or a.agency = w.agency)`;

/**
 * As isAddressedTo of the kernel has it, by the most that an addressee names: with
 * thousands of webhooks an event looks up its own and no others.
 */
const MAKE_OUT = `
  with addressed as (
    select e.sequence, e.kind, e.record_id, a.*
    from event e
    cross join lateral jsonb_to_recordset(e.addressees)
      as a (audience text, organization text, subject text, agency text)
    where e.sequence = any ($1::bigint[])
  ),
  hearing as (
    select a.*, w.id from addressed a join webhook w on w.organization_id = a.organization and ${FITS}
    union
    select a.*, w.id from addressed a join webhook w on w.subject = a.subject and ${FITS}
    where a.organization is null
    union
    select a.*, w.id from addressed a join webhook w on w.audience = a.audience and ${FITS}
    where a.organization is null and a.subject is null
  )
  insert into webhook_delivery (id, webhook_id, sequence, record_id)
  select 'dlv_' || left(replace(gen_random_uuid()::text, '-', ''), 20), h.id, h.sequence, h.record_id
  from (select distinct id, sequence, record_id from hearing) h
  order by h.sequence
  returning webhook_id as webhook, record_id as record`;
