import { findingsOf, oneTellerAtATime, tell } from '@good-standing/kernel/findings/told.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { type OverdueVetting, overdueVetting } from '../rules/overdue-vetting.ts';

/**
 * Says which vettings of these importers are and were overdue, as findings like any
 * other (GS-017): a vetting that falls due is a reason once its day is over, one that is
 * done ends it, and what was so stays. Nothing is said of one that is to come.
 */
export async function tellOverdue(
  tx: TransactionSql,
  importers: readonly string[],
  today: Temporal.PlainDate,
): Promise<number> {
  await oneTellerAtATime(tx);
  const overdue = await statement<OverdueVetting & { readonly subject: string }>(
    tx,
    OVERDUE,
  )({ importers, today });
  const found = [...Map.groupBy(overdue, ({ subject }) => subject)].flatMap(([subject, vettings]) =>
    findingsOf(subject, [overdueVetting], vettings),
  );
  return tell(tx, { subjects: importers, rules: [overdueVetting] }, found);
}

const OVERDUE = `
  select subject_id as subject, id, due_on::text as "dueOn", coalesce(completed_on, ended_on)::text as "overOn"
  from vetting
  where subject_id = any(:importers::text[]) and subject_kind = 'IMPORTER'
    and due_on < :today::date and coalesce(completed_on, ended_on, :today::date) > due_on
  order by subject_id, id`;
