import { findingsOf, oneTellerAtATime, tell, tellLookedAt } from '@good-standing/kernel/findings/told.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { RuleStatement } from '@good-standing/kernel/rule/statement.ts';
import { rulesOfConduct } from '../rules/standing-rules.ts';
import { conductOf } from './conduct-of.ts';

/** Importers looked at in one go. */
const AT_A_TIME = 2_000;

/** The staged tables whose rows say whose conduct changed. */
export type StagedConduct = keyof typeof CONCERNED;

/**
 * For a feed's `after`: evaluates the rules of conduct for the importers that the
 * chunk at hand names, and tells what differs from what was last told. Where the file
 * is at its end, also that these rules have been looked at.
 */
export function publishConduct(staged: StagedConduct, lookedAt: readonly RuleStatement[]) {
  return async (tx: TransactionSql): Promise<void> => {
    const rows = await statement<{ importerId: string }>(tx, CONCERNED[staged])({});
    await publishFindings(
      tx,
      rows.map(({ importerId }) => importerId),
    );
    await tellLookedAt(tx, lookedAt, staged);
  };
}

/** Everything that the rules of conduct find of these importers, told. */
export async function publishFindings(tx: Sql | TransactionSql, importers: readonly string[]): Promise<void> {
  if (importers.length === 0) return;
  await oneTellerAtATime(tx);
  for (let from = 0; from < importers.length; from += AT_A_TIME) {
    const subjects = importers.slice(from, from + AT_A_TIME);
    const conduct = await conductOf(tx, subjects);
    const found = [...conduct].flatMap(([subject, of]) => findingsOf(subject, rulesOfConduct, of));
    await tell(tx, { subjects, rules: rulesOfConduct }, found);
  }
}

const importersIn = (staged: string) => `
  select distinct importer_id as "importerId" from ${staged} where importer_id is not null order by 1`;

const CONCERNED = {
  staged_violation: importersIn('staged_violation'),
  staged_penalty: importersIn('staged_penalty'),
  staged_evasion_case: importersIn('staged_evasion_case'),
  staged_forced_labor_detention: importersIn('staged_forced_labor_detention'),
  staged_bill: importersIn('staged_bill'),
  staged_seizure: importersIn('staged_seizure'),
  /** A violation on an entry is of the day of its filing. */
  staged_entry: `
    select distinct v.importer_id as "importerId"
    from staged_entry
    join violation v on v.entry_id = staged_entry.id
    order by 1`,
  staged_payment: `
    select distinct b.importer_id as "importerId"
    from staged_payment
    join bill b on b.id = staged_payment.bill_id
    order by 1`,
};
