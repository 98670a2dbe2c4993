import { findingsOf, oneTellerAtATime, tell } from '@good-standing/kernel/findings/told.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { type HeldExclusion, rulesOfExcludedPersons } from '../rules/excluded-persons.ts';

/** Whose findings are looked at: of the exclusions of the chunk at hand, all where no chunk is at hand, or of some importers. */
export type Concerned = { readonly of: 'STAGED_EXCLUSIONS' } | { readonly importers: readonly string[] };

interface LinkedExclusion extends HeldExclusion {
  readonly importerId: string;
}

/**
 * Evaluates the rules of excluded persons for the importers concerned and publishes
 * what differs from what was last told. Within the writer's transaction, so that
 * links and findings never part.
 */
export async function publishFindings(tx: Sql | TransactionSql, concerned: Concerned): Promise<void> {
  await oneTellerAtATime(tx);
  const linked = await statement<LinkedExclusion>(tx, LINKED[scopeOf(concerned)])(paramsOf(concerned));
  const subjects =
    'importers' in concerned ? concerned.importers : [...new Set(linked.map(({ importerId }) => importerId))];
  const found = linked.flatMap((exclusion) =>
    findingsOf(exclusion.importerId, rulesOfExcludedPersons, exclusion),
  );
  await tell(tx, { subjects, rules: rulesOfExcludedPersons }, found);
}

function scopeOf(concerned: Concerned): keyof typeof LINKED {
  return 'importers' in concerned ? 'importers' : 'staged';
}

function paramsOf(concerned: Concerned): Readonly<Record<string, readonly string[]>> {
  return 'importers' in concerned ? { importers: concerned.importers } : {};
}

/** All links of the importers concerned: what is not found among them is withdrawn. */
const linkedWhere = (concerned: string) => `
  select
    l.importer_id as "importerId", l.exclusion_id as "exclusionId", l.status as link,
    x.by_cbp_as as "byCbpAs", x.trade_related as "tradeRelated", x.proceeding,
    x.active_ons as "activeOns", x.terminates_ons as "terminatesOns",
    x.delisted_ons as "delistedOns", x.relisted_ons as "relistedOns"
  from exclusion_link l
  join exclusion x using (exclusion_id)
  where ${concerned}
  order by l.importer_id, l.exclusion_id`;

const LINKED = {
  staged: linkedWhere(`
    not exists (select from staged_exclusion)
    or l.importer_id in (
      select importer_id from exclusion_link
      where exclusion_id in (select exclusion_id from staged_exclusion))`),
  importers: linkedWhere('l.importer_id = any(:importers::text[])'),
};
