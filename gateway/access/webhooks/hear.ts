import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import type { Announcement } from '@good-standing/kernel/webhook/announcement.ts';
import { grantsRule } from './agreement-in-force.ts';
import { type Lane, wake } from './wake.ts';

/** The channel on which every gateway hears that there are events. */
export const HEARD = 'good_standing_event';

/**
 * Keeps what was announced, makes out a delivery to each webhook that wants it and is
 * addressed, and tells the gateways whose subscribers may. Whether an agreement is in
 * force is asked when it is told; whether one grants the rule of an event, also before
 * anything is made out: nobody finds among its deliveries what it may not know.
 */
export async function hearAnnouncements(
  tx: TransactionSql,
  items: readonly Announcement[],
  now: Temporal.Instant,
): Promise<void> {
  const heard = await tx.unsafe<{ sequence: number }[]>(KEEP, [JSON.stringify(items)]);
  if (heard.length === 0) return;
  const retracting = items.filter(({ retracts }) => retracts !== undefined && retracts !== null);
  if (retracting.length > 0) await tx.unsafe(RETRACT, [JSON.stringify(retracting)]);
  const sequences = heard.map(({ sequence }) => sequence);
  const today = now.toZonedDateTimeISO('UTC').toPlainDate().toString();
  const lanes = await tx.unsafe<Lane[]>(MAKE_OUT, [sequences, today]);
  await wake(tx, [...new Map(lanes.map((lane) => [`${lane.webhook}:${lane.record}`, lane])).values()], null);
  await tx.unsafe(`select pg_notify('${HEARD}', '')`);
}

export const announcementConsumer: Consumer = consumer('announcement', hearAnnouncements);

const KEEP = `
  insert into event (id, kind, record_id, addressees, rule, occurred_at)
  select said.id, said.kind, said.record, said.to, said.under, said."occurredAt"
  from rows from (
    jsonb_to_recordset($1::text::jsonb)
      as (id text, kind text, record text, "to" jsonb, under text, "occurredAt" timestamptz)
  ) with ordinality as said (id, kind, record, "to", under, "occurredAt", nth)
  order by said.nth
  on conflict (id) do nothing
  returning sequence`;

/** In the order of announcements: what is retracted was announced before, and what is announced after is not. */
const RETRACT = `
  update webhook_delivery d
  set state = 'NOT_SENT', last_failure = 'NOT_AUTHORIZED', settled_at = coalesce(d.settled_at, now())
  from jsonb_to_recordset($1::text::jsonb) as said (record text, "to" jsonb, retracts jsonb)
  cross join lateral jsonb_to_recordset(said.to) as a (audience text, organization text)
  join webhook w on w.organization_id = a.organization and w.audience = a.audience
  where d.webhook_id = w.id and d.record_id = said.record and d.state in ('PENDING', 'DEAD', 'NOT_SENT')
    and exists (select from event e where e.sequence = d.sequence and said.retracts ? e.kind)`;

const FITS = `
      w.disabled_at is null and a.kind = any (w.kinds) and a.audience = w.audience
      and (a.subject is null or a.subject = w.subject)
      and (a.agency is null or a.agency = w.agency)
      and ${grantsRule('a.rule', '$2::date')}`;

/**
 * As isAddressedTo of the kernel has it, by the most that an addressee names: with
 * thousands of webhooks an event looks up its own and no others.
 */
const MAKE_OUT = `
  with addressed as (
    select e.sequence, e.kind, e.record_id, e.rule, a.*
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
