import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Tier } from '../rules/risk-tier.ts';

export const SUBJECT_KINDS = ['IMPORTER', 'AFFILIATE', 'PERSON'] as const;
/** `PERSON`: custodians and forwarders, who are listed together. */
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Who conducts import activities, with the vetting that is due of it. */
export interface VettedSubject {
  readonly id: string;
  readonly kind: 'IMPORTER' | 'AFFILIATE' | 'CUSTODIAN' | 'FORWARDER';
  /** The importer itself, or who disclosed the affiliate. */
  readonly importerId: string | null;
  /** Whether it is to be vetted at all: it does now, or seeks to do, what it is vetted for. */
  readonly isActive: boolean;
  /** Of an affiliate the tier of the importer, as it was last looked at; of an importer not read here. */
  readonly tier: Tier | null;
  /** The last vetting that was completed. */
  readonly lastOn: Temporal.PlainDate | null;
  /** How many there have been, with the one that is due. */
  readonly vettings: number;
  readonly open: OpenVetting | null;
}

export interface OpenVetting {
  readonly id: string;
  readonly tier: Tier | null;
  readonly everyDays: number;
  readonly lastOn: Temporal.PlainDate | null;
  readonly dueOn: Temporal.PlainDate;
  /** An officer brought it forward. */
  readonly isOrdered: boolean;
}

/** Which kind an id is of, by its prefix; null: of none that is vetted here. */
export function subjectKind(id: string): SubjectKind | null {
  if (id.startsWith('imp_')) return 'IMPORTER';
  if (id.startsWith('dis_')) return 'AFFILIATE';
  return id.startsWith('vpr_') ? 'PERSON' : null;
}

/** In the order of their ids. One statement. */
export async function subjectsById(
  tx: TransactionSql,
  kind: SubjectKind,
  ids: readonly string[],
  today: Temporal.PlainDate,
): Promise<readonly VettedSubject[]> {
  const rows = await statement<Row>(
    tx,
    `${SUBJECTS[kind]} where subject.id = any(:ids::text[]) order by 1`,
  )({
    ids,
    today,
  });
  return rows.map(subjectOf);
}

/** Ids after the one given, of those who are to be vetted or were until now. One statement. */
export async function nextSubjects(
  tx: TransactionSql,
  kind: SubjectKind,
  {
    after,
    most,
    today,
  }: { readonly after: string; readonly most: number; readonly today: Temporal.PlainDate },
): Promise<readonly string[]> {
  const rows = await statement<{ id: string }>(tx, NEXT[kind])({ after, most, today });
  return rows.map(({ id }) => id);
}

interface Row extends Omit<VettedSubject, 'open'> {
  readonly openId: string | null;
  readonly openTier: Tier | null;
  readonly everyDays: number;
  readonly openLastOn: Temporal.PlainDate | null;
  readonly dueOn: Temporal.PlainDate;
  readonly isOrdered: boolean;
}

function subjectOf({
  openId,
  openTier,
  everyDays,
  openLastOn,
  dueOn,
  isOrdered,
  ...subject
}: Row): VettedSubject {
  return {
    ...subject,
    open:
      openId === null
        ? null
        : { id: openId, tier: openTier, everyDays, lastOn: openLastOn, dueOn, isOrdered },
  };
}

const OPEN = `
  left join vetting open
    on open.subject_id = subject.id and open.completed_on is null and open.ended_on is null`;

const SUBJECT = `
  (select max(done.completed_on) from vetting done where done.subject_id = subject.id) as "lastOn",
  (select count(*)::int from vetting each where each.subject_id = subject.id) as vettings,
  open.id as "openId", open.tier as "openTier", open.every_days as "everyDays", open.last_on as "openLastOn",
  open.due_on as "dueOn", open.is_ordered as "isOrdered"`;

/** An affiliate with a number in the registry is vetted as the importer that it is. */
const AFFILIATE_TODAY = `
  subject.delisted_on is null
  and (subject.from_on is null or subject.from_on <= :today::date)
  and (subject.until_on is null or subject.until_on >= :today::date)
  and not exists (select from importer known where known.id = subject.related_id)`;

const PERSON_TODAY = `
  subject.delisted_on is null and subject.from_on <= :today::date
  and (subject.until_on is null or subject.until_on >= :today::date)`;

const SUBJECTS: Readonly<Record<SubjectKind, string>> = {
  IMPORTER: `
    select subject.id, 'IMPORTER' as kind, subject.id as "importerId",
      subject.registry_status = 'ACTIVE' as "isActive", null as tier, ${SUBJECT}
    from importer subject ${OPEN}`,
  AFFILIATE: `
    select subject.id, 'AFFILIATE' as kind, subject.importer_id as "importerId",
      (${AFFILIATE_TODAY}) as "isActive", coalesce(declarer.tier, 'T0') as tier, ${SUBJECT}
    from (select * from importer_disclosure where kind = 'AFFILIATE') subject ${OPEN}
    left join vetting declarer
      on declarer.subject_id = subject.importer_id and declarer.completed_on is null and declarer.ended_on is null`,
  PERSON: `
    select subject.id, subject.kind, null as "importerId", (${PERSON_TODAY}) as "isActive", null as tier, ${SUBJECT}
    from vetted_person subject ${OPEN}`,
};

const HAS_OPEN = `exists (
  select from vetting open
  where open.subject_id = subject.id and open.completed_on is null and open.ended_on is null)`;

const NEXT: Readonly<Record<SubjectKind, string>> = {
  IMPORTER: `
    select subject.id from importer subject
    where subject.id > :after and (subject.registry_status = 'ACTIVE' or ${HAS_OPEN}) and :today::date is not null
    order by 1 limit :most`,
  AFFILIATE: `
    select subject.id from importer_disclosure subject
    where subject.id > :after and subject.kind = 'AFFILIATE' and ((${AFFILIATE_TODAY}) or ${HAS_OPEN})
    order by 1 limit :most`,
  PERSON: `
    select subject.id from vetted_person subject
    where subject.id > :after and ((${PERSON_TODAY}) or ${HAS_OPEN})
    order by 1 limit :most`,
};
