import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { nextVetting, type Scheduled, vettingEveryDays } from '@good-standing/kernel/vetting/vetting-due.ts';
import type { Tier } from '../rules/risk-tier.ts';
import { type SubjectKind, subjectsById, type VettedSubject } from './subjects.ts';
import { tellOverdue } from './tell-overdue.ts';
import { tiersOf } from './tiers.ts';

/**
 * Looks at when each of these is to be vetted, in the transaction at hand: who begins to
 * be vetted, who is not any more, whose tier asks for another day, and of whom a file
 * brought a vetting. What is overdue by then is said (GS-017). Twice is once.
 */
export async function schedule(
  tx: TransactionSql,
  kind: SubjectKind,
  ids: readonly string[],
  today: Temporal.PlainDate,
): Promise<void> {
  if (ids.length === 0) return;
  const subjects = await subjectsById(tx, kind, ids, today);
  const tiers = kind === 'IMPORTER' ? await tiersOf(tx, ids, today) : new Map<string, Tier>();
  const changes = subjects.map((subject) => changeOf(subject, tiers.get(subject.id) ?? subject.tier, today));
  await statement(tx, END)({ ended: { json: changes.flatMap(({ ended }) => ended ?? []) } });
  await statement(tx, MOVE)({ moved: { json: changes.flatMap(({ moved }) => moved ?? []) } });
  await statement(tx, OPEN)({ opened: { json: changes.flatMap(({ opened }) => opened ?? []) } });
  if (kind === 'IMPORTER') await tellOverdue(tx, ids, today);
}

interface Change {
  /** The day from which the one that is due is not to be done. */
  readonly ended?: { readonly id: string; readonly on: string };
  readonly moved?: Due & { readonly id: string };
  readonly opened?: Opened;
}

interface Due {
  readonly tier: Tier | null;
  readonly every_days: number;
  readonly last_on: string | null;
  readonly due_on: string;
}

interface Opened extends Due {
  readonly id: string;
  readonly subject_id: string;
  readonly subject_kind: VettedSubject['kind'];
  readonly importer_id: string | null;
}

function changeOf(subject: VettedSubject, tier: Tier | null, today: Temporal.PlainDate): Change {
  const { open, lastOn, isActive } = subject;
  if (!isActive) return open === null ? {} : { ended: { id: open.id, on: today.toString() } };
  const everyDays = vettingEveryDays(tier, today);
  const asked = nextVetting({ everyDays, lastOn }, open, today);
  if (open === null) return { opened: openingOf(subject, tier, asked) };
  if (lastOn !== null && !isSame(lastOn, open.lastOn)) {
    return { ended: { id: open.id, on: lastOn.toString() }, opened: openingOf(subject, tier, asked) };
  }
  const isPutOff = open.isOrdered && Temporal.PlainDate.compare(asked.dueOn, open.dueOn) > 0;
  const next = isPutOff ? { ...asked, dueOn: open.dueOn } : asked;
  const isAsItWas = open.tier === tier && open.everyDays === everyDays && isSame(open.dueOn, next.dueOn);
  return isAsItWas ? {} : { moved: { id: open.id, ...dueOf(tier, next) } };
}

/** Ids of persons are opaque already: the same person has the same vettings in every process. */
const KEY = Buffer.alloc(32, 'vettings');

/** The next vetting of a person, after those that it had. */
export function openingOf(
  { id, kind, importerId, vettings }: Pick<VettedSubject, 'id' | 'kind' | 'importerId' | 'vettings'>,
  tier: Tier | null,
  next: Scheduled,
): Opened {
  return {
    id: recordId('vet', KEY, `${id} ${vettings}`),
    subject_id: id,
    subject_kind: kind,
    importer_id: importerId,
    ...dueOf(tier, next),
  };
}

export async function openVettings(tx: TransactionSql, opened: readonly Opened[]): Promise<void> {
  await statement(tx, OPEN)({ opened: { json: opened } });
}

function dueOf(tier: Tier | null, { everyDays, lastOn, dueOn }: Scheduled): Due {
  return { tier, every_days: everyDays, last_on: lastOn?.toString() ?? null, due_on: dueOn.toString() };
}

function isSame(one: Temporal.PlainDate, other: Temporal.PlainDate | null): boolean {
  return other !== null && one.equals(other);
}

const END = `
  update vetting v
  set ended_on = ended."on"
  from jsonb_to_recordset(:ended::text::jsonb) as ended (id text, "on" date)
  where v.id = ended.id and v.completed_on is null and v.ended_on is null`;

const MOVE = `
  update vetting v
  set tier = moved.tier, every_days = moved.every_days, last_on = moved.last_on, due_on = moved.due_on
  from jsonb_to_recordset(:moved::text::jsonb) as moved (
    id text, tier text, every_days integer, last_on date, due_on date)
  where v.id = moved.id and v.completed_on is null and v.ended_on is null`;

/** NOTE: of two that look at one person at a time the other has opened it. */
const OPEN = `
  insert into vetting (id, subject_id, subject_kind, importer_id, tier, every_days, last_on, due_on)
  select id, subject_id, subject_kind, importer_id, tier, every_days, last_on, due_on
  from jsonb_to_recordset(:opened::text::jsonb) as opened (
    id text, subject_id text, subject_kind text, importer_id text, tier text, every_days integer, last_on date, due_on date)
  order by subject_id
  on conflict do nothing`;
