import { ENTRY_CORRECTIONS, ENTRY_LINE_CORRECTIONS, vanishedLines } from './entry-corrections.ts';
import { RESTATED, RESTATED_LINE } from './entry-staging.ts';

const listed = (columns: readonly { readonly name: string }[], prefix = '') =>
  columns.map(({ name }) => `${prefix}${name}`).join(', ');
const replaced = (columns: readonly { readonly name: string }[], by: string) =>
  columns.map(({ name }) => `${name} = ${by}${name}`).join(', ');

/** NOTE: the tables grow a hundredfold within one session; a plan made when they were small must not outlive that. */
const PLAN_EACH_TIME = 'set local plan_cache_mode = force_custom_plan';

/** Of two statements of one entry in one chunk the later one counts. */
const LAST_STATEMENT = `
  with latest as (
    select id, max(nth) as nth from staged_entry group by id having count(*) > 1
  ),
  superseded as (
    delete from staged_entry
    using latest
    where staged_entry.id = latest.id and staged_entry.nth < latest.nth
    returning staged_entry.id, staged_entry.nth
  )
  delete from staged_line
  using superseded
  where staged_line.entry_id = superseded.id and staged_line.nth = superseded.nth`;

/**
 * Which entries are known, and where; the ones whose day is only that of receipt keep theirs.
 * NOTE: each is looked up in the index, in its order; the planner alone would rather read
 * all of `entry_day` for every chunk, which grows with what is there.
 */
const KNOWN = `
  with known as materialized (
    select sought.id, day.filed_on
    from (select id from staged_entry order by id) sought
    cross join lateral (select filed_on from entry_day where entry_day.id = sought.id offset 0) day
  )
  update staged_entry
  set known_on = known.filed_on,
      filed_on = case when keeps_day then known.filed_on else staged_entry.filed_on end
  from known
  where known.id = staged_entry.id`;

/** NOTE: of a temporary table the planner knows nothing until it is told, and then joins 20,000 rows with 20,000 row by row. */
const MEASURE_ROUGHLY = 'set local default_statistics_target = 10';
const MEASURE = 'analyze staged_entry (id, known_on, filed_on, is_deleted)';
const MEASURE_LINES = 'analyze staged_line (entry_id, number)';

const MONTHS = `
  select make_months(array(
    select distinct date_trunc('month', filed_on)::date from staged_entry where filed_on is not null
  ))`;

/** Entries that are deleted, or filed on another day than was known, leave their partition. */
const GONE = `
  with gone as (
    select id, known_on
    from staged_entry
    where known_on is not null and (is_deleted or known_on <> filed_on)
  ),
  without_lines as (
    delete from entry_line
    using gone
    where entry_line.filed_on = gone.known_on and entry_line.entry_id = gone.id
  )
  delete from entry
  using gone
  where entry.filed_on = gone.known_on and entry.id = gone.id`;

const FORGOTTEN = `
  delete from entry_day
  using staged_entry
  where staged_entry.is_deleted and entry_day.id = staged_entry.id`;

const MOVED = `
  update entry_day
  set filed_on = staged_entry.filed_on
  from staged_entry
  where entry_day.id = staged_entry.id
    and not staged_entry.is_deleted
    and staged_entry.known_on <> staged_entry.filed_on`;

const DAYS = `
  insert into entry_day (id, filed_on)
  select id, filed_on from staged_entry where known_on is null and not is_deleted order by id`;

/** True of staged entries that their partition does not hold. */
const NEW = '(staged_entry.known_on is null or staged_entry.known_on <> staged_entry.filed_on)';

const FLAGGED = `
  left join (
    select entry_id, array_agg(distinct agency order by agency) as agencies
    from staged_line, unnest(agencies) as agency
    where agencies <> '{}'
    group by entry_id
  ) flagged on flagged.entry_id = staged_entry.id`;

const NEW_ENTRIES = `
  insert into entry (id, filed_on, ${listed(RESTATED)}, agencies, run_id, line)
  select id, filed_on, ${listed(RESTATED)}, coalesce(flagged.agencies, '{}'), run_id, line
  from staged_entry
  ${FLAGGED}
  where not is_deleted and ${NEW}
  order by filed_on, id`;

const CHANGED_ENTRIES = `
  update entry
  set ${replaced(RESTATED, 'restated.')},
      agencies = restated.flags,
      run_id = restated.run_id,
      line = restated.line
  from (
    select staged_entry.*, coalesce(flagged.agencies, '{}') as flags
    from staged_entry
    ${FLAGGED}
    where not is_deleted and not ${NEW}
  ) restated
  where entry.filed_on = restated.filed_on
    and entry.id = restated.id
    and (${listed(RESTATED, 'entry.')}, entry.agencies)
      is distinct from (${listed(RESTATED, 'restated.')}, restated.flags)`;

const LINE_VALUES = `staged_line.entry_id, staged_entry.filed_on, staged_line.number,
    ${listed(RESTATED_LINE, 'staged_line.')}, staged_line.run_id, staged_line.line`;

const NEW_LINES = `
  insert into entry_line (entry_id, filed_on, number, ${listed(RESTATED_LINE)}, run_id, line)
  select ${LINE_VALUES}
  from staged_line
  join staged_entry on staged_entry.id = staged_line.entry_id
  where ${NEW}
  order by staged_entry.filed_on, staged_line.entry_id, staged_line.number`;

/** A restated entry has the lines that it lists and no others; that one is gone is a correction too. */
const VANISHED_LINES = vanishedLines(`
    delete from entry_line
    using staged_entry
    where entry_line.filed_on = staged_entry.filed_on
      and entry_line.entry_id = staged_entry.id
      and not staged_entry.is_deleted
      and not ${NEW}
      and not exists (
        select from staged_line
        where staged_line.entry_id = entry_line.entry_id and staged_line.number = entry_line.number
      )`);

const CHANGED_LINES = `
  insert into entry_line (entry_id, filed_on, number, ${listed(RESTATED_LINE)}, run_id, line)
  select ${LINE_VALUES}
  from staged_line
  join staged_entry on staged_entry.id = staged_line.entry_id
  where not ${NEW}
  on conflict (filed_on, entry_id, number) do update
    set ${replaced(RESTATED_LINE, 'excluded.')}, run_id = excluded.run_id, line = excluded.line
    where (${listed(RESTATED_LINE, 'entry_line.')}) is distinct from (${listed(RESTATED_LINE, 'excluded.')})`;

/** From the staged entries into their partitions: plain inserts for what is new, comparisons for what is known. */
export const MERGE_ENTRIES: readonly string[] = [
  PLAN_EACH_TIME,
  LAST_STATEMENT,
  KNOWN,
  MEASURE_ROUGHLY,
  MEASURE,
  MEASURE_LINES,
  MONTHS,
  ENTRY_CORRECTIONS,
  ENTRY_LINE_CORRECTIONS,
  GONE,
  FORGOTTEN,
  MOVED,
  DAYS,
  NEW_ENTRIES,
  CHANGED_ENTRIES,
  NEW_LINES,
  VANISHED_LINES,
  CHANGED_LINES,
];
