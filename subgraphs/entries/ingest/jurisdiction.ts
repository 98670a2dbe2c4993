import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';

/** Items to a message, as `publish` of kernel/findings has it. */
const ITEMS_A_MESSAGE = 1_000;

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
  where staged_line.agencies <> '{}'
  group by staged_entry.importer_id, agency
  order by staged_entry.importer_id, agency
  on conflict (importer_id, agency) do update
    set first_on = least(jurisdiction.first_on, excluded.first_on),
        last_on = greatest(jurisdiction.last_on, excluded.last_on)
    where excluded.first_on < jurisdiction.first_on or excluded.last_on > jurisdiction.last_on
  returning importer_id, agency, first_on, last_on`;

/**
 * Widens our own copy and tells the other owners what changed, as
 * `ImporterJurisdiction`. NOTE: thousands change with every chunk; brought here and
 * sent back they would take as long as the entries themselves.
 */
const WIDEN_AND_PUBLISH = `
  with widened as (${WIDEN}),
  numbered as (
    select widened.*, (row_number() over () - 1) / ${ITEMS_A_MESSAGE} as message from widened
  )
  select findings.publish('jurisdiction', jsonb_agg(jsonb_build_object(
    'importerId', importer_id, 'agency', agency, 'firstOn', first_on, 'lastOn', last_on)))
  from numbered
  group by message
  order by message`;

/** In the transaction of the entries themselves. */
export async function publishJurisdiction(tx: TransactionSql): Promise<void> {
  await tx.unsafe(WIDEN_AND_PUBLISH, [], { prepare: true });
}
