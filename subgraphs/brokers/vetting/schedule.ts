import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { nextVetting, vettingEveryDays } from '@good-standing/kernel/vetting/vetting-due.ts';

/** A broker with the vetting that is due of it. */
export interface VettedBroker {
  readonly id: string;
  /** Listed, and its licence not given up, suspended or revoked: it does or may do customs business. */
  readonly isActive: boolean;
  readonly lastOn: Temporal.PlainDate | null;
  /** How many there have been, with the one that is due. */
  readonly vettings: number;
  readonly open: OpenVetting | null;
}

export interface OpenVetting {
  readonly id: string;
  readonly everyDays: number;
  readonly lastOn: Temporal.PlainDate | null;
  readonly dueOn: Temporal.PlainDate;
}

/**
 * Looks at when each of these brokers is to be vetted, in the transaction at hand: who
 * begins, who is none any more, and of whom a file brought a vetting. Twice is once.
 */
export async function schedule(
  tx: TransactionSql,
  ids: readonly string[],
  today: Temporal.PlainDate,
): Promise<void> {
  if (ids.length === 0) return;
  const changes = (await brokersById(tx, ids, today)).map((broker) => changeOf(broker, today));
  await statement(tx, END)({ ended: { json: changes.flatMap(({ ended }) => ended ?? []) } });
  await openVettings(
    tx,
    changes.flatMap(({ opened }) => opened ?? []),
  );
}

/** In the order of their ids. One statement. */
export async function brokersById(
  tx: TransactionSql,
  ids: readonly string[],
  today: Temporal.PlainDate,
): Promise<readonly VettedBroker[]> {
  const rows = await statement<Omit<VettedBroker, 'open'> & OpenColumns>(tx, BROKERS)({ ids, today });
  return rows.map(({ openId, everyDays, openLastOn, dueOn, ...broker }) => ({
    ...broker,
    open: openId === null ? null : { id: openId, everyDays, lastOn: openLastOn, dueOn },
  }));
}

interface OpenColumns {
  readonly openId: string | null;
  readonly everyDays: number;
  readonly openLastOn: Temporal.PlainDate | null;
  readonly dueOn: Temporal.PlainDate;
}

interface Opened {
  readonly id: string;
  readonly broker_id: string;
  readonly every_days: number;
  readonly last_on: string | null;
  readonly due_on: string;
}

interface Change {
  readonly ended?: { readonly id: string; readonly on: string };
  readonly opened?: Opened;
}

function changeOf(broker: VettedBroker, today: Temporal.PlainDate): Change {
  const { open, lastOn, isActive } = broker;
  if (!isActive) return open === null ? {} : { ended: { id: open.id, on: today.toString() } };
  if (open === null) return { opened: openingOf(broker, lastOn, today) };
  const isDoneElsewhere = lastOn !== null && (open.lastOn === null || !lastOn.equals(open.lastOn));
  if (!isDoneElsewhere) return {};
  return { ended: { id: open.id, on: lastOn.toString() }, opened: openingOf(broker, lastOn, today) };
}

/** Ids of brokers are opaque already: the same broker has the same vettings in every process. */
const KEY = Buffer.alloc(32, 'vettings');

/** The next vetting of a broker, after those that it had. */
export function openingOf(
  { id, vettings }: Pick<VettedBroker, 'id' | 'vettings'>,
  lastOn: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): Opened {
  const next = nextVetting({ everyDays: vettingEveryDays(null, today), lastOn }, null, today);
  return {
    id: recordId('vet', KEY, `${id} ${vettings}`),
    broker_id: id,
    every_days: next.everyDays,
    last_on: lastOn?.toString() ?? null,
    due_on: next.dueOn.toString(),
  };
}

export async function openVettings(tx: TransactionSql, opened: readonly Opened[]): Promise<void> {
  await statement(tx, OPEN)({ opened: { json: opened } });
}

/** As loaders/statuses.ts has it: of two statuses in force on a day the one that began later holds. */
const LICENSE_ENDED = `coalesce((
  select s.status in ('SUSPENDED', 'REVOKED', 'VOLUNTARY_SURRENDER')
  from broker_status s
  where s.broker_id = broker.id and s.programme = 'LICENSE'
    and s.from_on <= :today::date and (s.until_on is null or s.until_on >= :today::date)
  order by s.from_on desc
  limit 1), false)`;

const BROKERS = `
  select broker.id, broker.delisted_on is null and not ${LICENSE_ENDED} as "isActive",
    (select max(done.completed_on) from broker_vetting done where done.broker_id = broker.id) as "lastOn",
    (select count(*)::int from broker_vetting each where each.broker_id = broker.id) as vettings,
    open.id as "openId", open.every_days as "everyDays", open.last_on as "openLastOn", open.due_on as "dueOn"
  from broker
  left join broker_vetting open
    on open.broker_id = broker.id and open.completed_on is null and open.ended_on is null
  where broker.id = any(:ids::text[])
  order by 1`;

const END = `
  update broker_vetting v
  set ended_on = ended."on"
  from jsonb_to_recordset(:ended::text::jsonb) as ended (id text, "on" date)
  where v.id = ended.id and v.completed_on is null and v.ended_on is null`;

/** NOTE: of two that look at one broker at a time the other has opened it. */
const OPEN = `
  insert into broker_vetting (id, broker_id, every_days, last_on, due_on)
  select id, broker_id, every_days, last_on, due_on
  from jsonb_to_recordset(:opened::text::jsonb) as opened (
    id text, broker_id text, every_days integer, last_on date, due_on date)
  order by broker_id
  on conflict do nothing`;
