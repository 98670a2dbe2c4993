import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { KEPT_DAYS } from './parameters.ts';
import { type Lane, wake } from './wake.ts';

const MOST_AT_ONCE = 1_000;

/** Wakes lanes in which something is long due: whatever became of their jobs, nothing is forgotten. */
export const wakeOverdue: Sweep = {
  name: 'webhooks that are overdue',
  async run({ sql }) {
    const lanes = await statement<Lane>(sql, OVERDUE)({});
    await wake(sql, lanes, null);
    return false;
  },
};

/** Lets go of what was settled long ago. */
export const forgetSettled: Sweep = {
  name: 'webhooks that were settled long ago',
  async run({ sql }) {
    const deliveries = await statement<object>(sql, FORGET_DELIVERIES)({ days: KEPT_DAYS });
    const events = await statement<object>(sql, FORGET_EVENTS)({ days: KEPT_DAYS });
    return deliveries.length === MOST_AT_ONCE || events.length === MOST_AT_ONCE;
  },
};

const OVERDUE = `
  select distinct webhook_id as webhook, record_id as record
  from webhook_delivery
  where state = 'PENDING' and due_at < now() - interval '2 minutes'
  limit ${MOST_AT_ONCE}`;

const FORGET_DELIVERIES = `
  delete from webhook_delivery
  where id in (
    select id from webhook_delivery
    where settled_at < now() - make_interval(days => :days::int)
    limit ${MOST_AT_ONCE})
  returning 1`;

const FORGET_EVENTS = `
  delete from event
  where sequence in (
    select e.sequence from event e
    where e.heard_at < now() - make_interval(days => :days::int)
      and not exists (select from webhook_delivery d where d.sequence = e.sequence)
    order by e.sequence
    limit ${MOST_AT_ONCE})
  returning 1`;
