import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { announce } from '@good-standing/kernel/webhook/announce.ts';
import { webhookBody } from '@good-standing/kernel/webhook/body.ts';
import { type DestinationRules, readDestination } from '@good-standing/kernel/webhook/destination.ts';
import type { EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import { type Sending, type Sent, send } from '@good-standing/kernel/webhook/send.ts';
import { signedHeaders, webhookSecret } from '@good-standing/kernel/webhook/signature.ts';
import { AGREEMENT_IN_FORCE, grantsRule } from './agreement-in-force.ts';
import { dropPending } from './disable.ts';
import { webhooksKey } from './secrets.ts';
import { type Lane, wake } from './wake.ts';

export interface Delivering {
  /** The access room's own. */
  readonly sql: Sql;
  readonly secret: Pick<Secret, 'cursors'>;
  /** What decides which agreements are in force. */
  readonly clock: () => Temporal.Instant;
  readonly destinations: DestinationRules;
  readonly sending: Sending;
  /** Milliseconds from each failed attempt to the next. */
  readonly retryAfterMs: readonly number[];
  readonly failingDays: number;
}

/** The oldest that waits in a lane, and all that is needed to send it. */
interface Waiting {
  readonly delivery: string;
  readonly webhook: string;
  readonly attempts: number;
  readonly dueAt: Temporal.Instant;
  readonly isDue: boolean;
  readonly organization: string;
  readonly audience: Audience;
  readonly url: string;
  readonly isDisabled: boolean;
  readonly isAgreed: boolean;
  /** An agreement in force grants the rule under which the event may be known, if there is one. */
  readonly isGranted: boolean;
  readonly salts: readonly string[];
  readonly event: string;
  readonly kind: EventKind;
  readonly record: string;
  readonly occurredAt: Temporal.Instant;
}

/** Of one lane in one go; what is left is another job, so that no lane holds its queue. */
const MOST_IN_A_GO = 20;

/**
 * Sends what waits in one lane, in order: what failed holds back what is behind it
 * until it is delivered or given up. The queue lets one worker at a time into a lane.
 */
export async function deliver(delivering: Delivering, lane: Lane): Promise<void> {
  const { sql, clock } = delivering;
  const oldest = statement<Waiting>(sql, OLDEST);
  for (let sent = 0; sent < MOST_IN_A_GO; sent += 1) {
    const [waiting] = await oldest({ ...lane, today: today(clock()) });
    if (waiting === undefined) return;
    if (!waiting.isAgreed || waiting.isDisabled) {
      await sql.begin((tx) => dropPending(tx, waiting.webhook, waiting.isDisabled ? null : 'AGREEMENT'));
      return;
    }
    if (!waiting.isGranted) {
      await statement(sql, NOT_GRANTED)({ delivery: waiting.delivery });
      continue;
    }
    if (!waiting.isDue) return wake(sql, [lane], waiting.dueAt);
    const answer = await attempt(delivering, waiting);
    const isDone = await sql.begin((tx) => settle(tx, delivering, waiting, answer));
    if (!isDone) return;
  }
  await wake(sql, [lane], null);
}

async function attempt({ secret, destinations, sending }: Delivering, waiting: Waiting): Promise<Sent> {
  const url = readDestination(waiting.url, destinations);
  if (isMalformed(url)) return { failure: 'NO_PUBLIC_ADDRESS', status: null };
  const { event, kind, record, webhook, salts } = waiting;
  const body = webhookBody({ id: event, kind, record, occurredAt: waiting.occurredAt.toString() });
  const key = webhooksKey(secret);
  const headers = signedHeaders(
    salts.map((salt) => webhookSecret(key, webhook, salt)),
    { id: event, timestamp: Math.floor(Date.now() / 1_000), body },
  );
  const mayReach = (address: string) =>
    sending.mayReach(address) || (destinations.allowsLoopback && address === '127.0.0.1');
  return send(url, headers, body, { ...sending, mayReach });
}

/** Whether the lane goes on at once. */
async function settle(
  tx: TransactionSql,
  { retryAfterMs, failingDays }: Delivering,
  waiting: Waiting,
  { failure, status }: Sent,
): Promise<boolean> {
  const { delivery, webhook, record, attempts } = waiting;
  const tried = { delivery, status, failure };
  if (failure === null) {
    await statement(tx, DELIVERED)(tried);
    await statement(tx, HEALTHY)({ webhook });
    return true;
  }
  const [failing] = await statement<{ isTooLong: boolean }>(tx, FAILING)({ webhook, days: failingDays });
  const waitMs = retryAfterMs[attempts];
  const isOver = failure === 'GONE' || failing?.isTooLong === true;
  if (waitMs === undefined || isOver) await statement(tx, DEAD)(tried);
  else {
    const [next] = await statement<{ dueAt: Temporal.Instant }>(
      tx,
      LATER,
    )({ ...tried, waitMs: jittered(waitMs) });
    if (next !== undefined) await wake(tx, [{ webhook, record }], next.dueAt);
  }
  if (isOver) await giveUp(tx, waiting, failure === 'GONE' ? 'GONE' : 'FAILING');
  return waitMs === undefined && !isOver;
}

/** Disables a webhook and tells its owner, wherever else it listens. */
async function giveUp(tx: TransactionSql, waiting: Waiting, because: 'GONE' | 'FAILING'): Promise<void> {
  const { webhook, audience, organization } = waiting;
  const [disabled] = await statement<{ at: Temporal.Instant }>(tx, DISABLE)({ webhook, because });
  if (disabled === undefined) return;
  await dropPending(tx, webhook, null);
  await announce(tx, [
    { kind: 'WEBHOOK_DISABLED', record: webhook, to: [{ audience, organization }], occurredAt: disabled.at },
  ]);
}

/** Up to a tenth longer, so that what failed together is not tried again together. */
function jittered(waitMs: number): number {
  return Math.round(waitMs * (1 + Math.random() / 10));
}

function today(now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO('UTC').toPlainDate();
}

const OLDEST = `
  select d.id as delivery, d.webhook_id as webhook, d.attempts, d.due_at as "dueAt", d.due_at <= now() as "isDue",
    w.organization_id as organization, w.audience, w.url, w.disabled_at is not null as "isDisabled",
    ${AGREEMENT_IN_FORCE} as "isAgreed", ${grantsRule('e.rule', ':today::date')} as "isGranted",
    array(
      select s.salt from webhook_secret s
      where s.webhook_id = w.id and (s.ends_at is null or s.ends_at > now())
      order by s.made_at desc, s.salt) as salts,
    e.id as event, e.kind, e.record_id as record, e.occurred_at as "occurredAt"
  from webhook_delivery d
  join webhook w on w.id = d.webhook_id
  join event e on e.sequence = d.sequence
  where d.webhook_id = :webhook and d.record_id = :record and d.state = 'PENDING'
  order by d.sequence
  limit 1`;

const TRIED = `attempts = attempts + 1, last_tried_at = now(), last_status = :status::int, last_failure = :failure`;

const DELIVERED = `
  update webhook_delivery set ${TRIED}, state = 'DELIVERED', settled_at = now()
  where id = :delivery and state = 'PENDING'`;

const DEAD = `
  update webhook_delivery set ${TRIED}, state = 'DEAD', settled_at = now()
  where id = :delivery and state = 'PENDING'`;

const NOT_GRANTED = `
  update webhook_delivery set state = 'NOT_SENT', last_failure = 'AGREEMENT', settled_at = now()
  where id = :delivery and state = 'PENDING'`;

const LATER = `
  update webhook_delivery set ${TRIED}, due_at = now() + make_interval(secs => :waitMs::float / 1000)
  where id = :delivery and state = 'PENDING'
  returning due_at as "dueAt"`;

const HEALTHY = `update webhook set failing_since = null where id = :webhook and failing_since is not null`;

const FAILING = `
  update webhook set failing_since = coalesce(failing_since, now())
  where id = :webhook
  returning failing_since <= now() - make_interval(days => :days::int) as "isTooLong"`;

const DISABLE = `
  update webhook set disabled_at = now(), disabled_because = :because
  where id = :webhook and disabled_at is null
  returning disabled_at as at`;
