import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { ImporterJurisdiction } from '@good-standing/kernel/findings/topics.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';

/**
 * Who has jurisdiction over whom, from the staged lines. Days only widen: a line
 * once flagged has been seen by its agency, whatever a later statement says.
 */
const WIDEN = `
  insert into jurisdiction (importer_id, agency, first_on, last_on)
  select staged_entry.importer_id, agency, min(staged_entry.filed_on), max(staged_entry.filed_on)
  from staged_line
  join staged_entry on staged_entry.id = staged_line.entry_id
  cross join unnest(staged_line.agencies) as agency
  group by staged_entry.importer_id, agency
  order by staged_entry.importer_id, agency
  on conflict (importer_id, agency) do update
    set first_on = least(jurisdiction.first_on, excluded.first_on),
        last_on = greatest(jurisdiction.last_on, excluded.last_on)
    where excluded.first_on < jurisdiction.first_on or excluded.last_on > jurisdiction.last_on
  returning importer_id as "importerId", agency, first_on::text as "firstOn", last_on::text as "lastOn"`;

/** Widens our own copy and tells the other owners what changed, in the transaction of the entries themselves. */
export async function publishJurisdiction(tx: TransactionSql): Promise<void> {
  const changed = await tx.unsafe<(ImporterJurisdiction & Record<string, unknown>)[]>(WIDEN, [], {
    prepare: true,
  });
  await publish(tx, 'jurisdiction', changed);
}
