import type { StagedTable } from '@good-standing/kernel/ingest/feed.ts';
import { FLAGGED } from './flagged.ts';

/** What known entries and their lines counted for before the chunk, taken off; nothing is read into it. */
export const STAGED_HISTORY: StagedTable = {
  name: 'staged_history',
  columns: [
    { name: 'importer_id', type: 'text' },
    { name: 'month', type: 'date' },
    { name: 'filer_code', type: 'text' },
    { name: 'entry_type', type: 'text' },
    { name: 'is_released', type: 'boolean' },
    { name: 'origin', type: 'text' },
    { name: 'agencies', type: 'text[]' },
    { name: 'change', type: 'bigint' },
  ],
};

const month = (table: string) => `date_trunc('month', ${table}.filed_on)::date`;
const taken = (values: string, from: string) => `
  insert into staged_history
    (importer_id, month, filer_code, entry_type, is_released, origin, agencies, change, run_id, record, line)
  select ${values}, 0, 0, 0
  from ${from}`;

const FORMER_ENTRIES = taken(
  `entry.importer_id, ${month('entry')}, left(entry.number, 3), entry.entry_type,
    entry.released_on is not null, null, entry.agencies, -1`,
  `staged_entry
  join entry on entry.filed_on = staged_entry.known_on and entry.id = staged_entry.id`,
);

const FORMER_LINES = taken(
  `entry.importer_id, ${month('entry')}, left(entry.number, 3), null, null, entry_line.origin,
    entry_line.agencies, -1`,
  `staged_entry
  join entry on entry.filed_on = staged_entry.known_on and entry.id = staged_entry.id
  join entry_line on entry_line.filed_on = entry.filed_on and entry_line.entry_id = entry.id`,
);

/** NOTE: in the order of the key, so that two sessions never wait for each other. */
const COUNT_ENTRIES = `
  insert into importer_month (importer_id, month, filer_code, entry_type, is_released, agencies, entries)
  select importer_id, month, filer_code, entry_type, is_released, agencies, sum(change)
  from (
    select importer_id, month, filer_code, entry_type, is_released, agencies, change
    from staged_history
    where origin is null
    union all
    select staged_entry.importer_id, ${month('staged_entry')}, left(staged_entry.number, 3),
      staged_entry.entry_type, staged_entry.released_on is not null, coalesce(flagged.agencies, '{}'), 1
    from staged_entry
    ${FLAGGED}
    where not staged_entry.is_deleted
  ) counted
  group by importer_id, month, filer_code, entry_type, is_released, agencies
  having sum(change) <> 0
  order by importer_id, month, filer_code, entry_type, is_released, agencies
  on conflict (importer_id, month, filer_code, entry_type, is_released, agencies) do update
    set entries = importer_month.entries + excluded.entries`;

const COUNT_LINES = `
  insert into importer_month_line (importer_id, month, filer_code, origin, agencies, lines)
  select importer_id, month, filer_code, origin, agencies, sum(change)
  from (
    select importer_id, month, filer_code, origin, agencies, change
    from staged_history
    where origin is not null
    union all
    select staged_entry.importer_id, ${month('staged_entry')}, left(staged_entry.number, 3),
      staged_line.origin, staged_line.agencies, 1
    from staged_line
    join staged_entry on staged_entry.id = staged_line.entry_id
    where not staged_entry.is_deleted
  ) counted
  group by importer_id, month, filer_code, origin, agencies
  having sum(change) <> 0
  order by importer_id, month, filer_code, origin, agencies
  on conflict (importer_id, month, filer_code, origin, agencies) do update
    set lines = importer_month_line.lines + excluded.lines`;

/** Once the known entries are known, and before any of them is touched. */
export const TAKE_OFF_HISTORY: readonly string[] = [FORMER_ENTRIES, FORMER_LINES];
/** Once the entries and lines are as they are to be: what did not change counts for nothing. */
export const COUNT_HISTORY: readonly string[] = [COUNT_ENTRIES, COUNT_LINES];
