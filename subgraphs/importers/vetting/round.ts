import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { schedule } from './schedule.ts';
import { nextSubjects, SUBJECT_KINDS, type SubjectKind, subjectKind } from './subjects.ts';

const MOST_AT_ONCE = 1_000;

/** A first round fills the table that it reads: a plan kept from when that was empty would read it whole for each subject. */
const PLANNED_ANEW = `set local plan_cache_mode = 'force_custom_plan'`;

/**
 * Once a day looks at everyone who is to be vetted, and at once at those of whom a file
 * brought something: how far it came is kept, so that it goes on where it was ended.
 */
export const vettingRound: Sweep = {
  name: 'recurrent vetting',
  run({ sql, now }) {
    const today = now.toZonedDateTimeISO('UTC').toPlainDate();
    return sql.begin(async (tx) => {
      await tx.unsafe(PLANNED_ANEW);
      return (await lookAtNoted(tx, today)) || (await lookOn(tx, today));
    });
  },
};

async function lookAtNoted(tx: TransactionSql, today: Temporal.PlainDate): Promise<boolean> {
  const noted = await statement<{ id: string }>(tx, TAKE_NOTED)({});
  const ids = noted.map(({ id }) => id);
  for (const kind of SUBJECT_KINDS) {
    await schedule(
      tx,
      kind,
      ids.filter((id) => subjectKind(id) === kind),
      today,
    );
  }
  return ids.length > 0;
}

interface Round {
  readonly on: Temporal.PlainDate;
  readonly kind: SubjectKind;
  /** Everyone of the kind up to and with this one was looked at. */
  readonly after: string;
  readonly isOver: boolean;
}

async function lookOn(tx: TransactionSql, today: Temporal.PlainDate): Promise<boolean> {
  await statement(tx, BEGIN)({ today });
  const [reached] = await statement<Round>(tx, REACHED)({});
  if (reached === undefined) return false;
  const isAnotherDay = Temporal.PlainDate.compare(reached.on, today) < 0;
  if (reached.isOver && !isAnotherDay) return false;
  const { kind, after } = isAnotherDay ? { kind: SUBJECT_KINDS[0], after: '' } : reached;
  const ids = await nextSubjects(tx, kind, { after, most: MOST_AT_ONCE, today });
  await schedule(tx, kind, ids, today);
  const last = ids.length === MOST_AT_ONCE ? ids.at(-1) : undefined;
  const nextKind = last === undefined ? SUBJECT_KINDS[SUBJECT_KINDS.indexOf(kind) + 1] : kind;
  await statement(
    tx,
    REACH,
  )({ today, kind: nextKind ?? kind, after: last ?? '', isOver: nextKind === undefined });
  return nextKind !== undefined;
}

const TAKE_NOTED = `
  delete from vetting_noted
  where subject_id = any(array(
    select subject_id from vetting_noted order by subject_id limit ${MOST_AT_ONCE} for update skip locked))
  returning subject_id as id`;

const BEGIN = `
  insert into vetting_round (on_day, kind, after, is_over)
  values (:today::date, 'IMPORTER', '', false)
  on conflict do nothing`;

/** One process at a time; the others have nothing to do meanwhile. */
const REACHED = `
  select on_day as "on", kind, after, is_over as "isOver" from vetting_round for update skip locked`;

const REACH = `
  update vetting_round
  set on_day = :today::date, kind = :kind, after = :after, is_over = :isOver::boolean`;
