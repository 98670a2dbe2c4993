/** Columns that the published entry settles by itself. */
const ENTRY = [
  'sam_number',
  'classification',
  'name',
  'other_names',
  'uei',
  'cage',
  'npi',
  'address_lines',
  'city',
  'region',
  'postal_code',
  'country',
  'other_addresses',
  'postal_keys',
  'program',
  'excluding_agency',
  'exclusion_type',
  'proceeding',
  'ct_code',
  'comments',
  'active_on_basis',
  'terminates_on',
  'terminates_ons',
  'by_cbp_as',
  'trade_related',
  'defects',
  'raw',
  'entry_digest',
];

/** The last of the chunk's rows of each entry. */
const STAGED = `(
    select distinct on (exclusion_id) *
    from staged_exclusion
    order by exclusion_id, record desc
  ) staged`;

/**
 * An older list than the newest that named an entry does not change it: a file that
 * comes late fills in what newer ones did not name, and no more. A day that was taken
 * from the list's own, for want of a published one, stays as it was first taken.
 */
const CHANGE = `
  insert into exclusion (
    exclusion_id, ${ENTRY.join(', ')}, active_on, active_ons, published_on,
    first_listed_on, listed_on, run_id, line, seen_run_id)
  select
    exclusion_id, ${ENTRY.join(', ')}, active_on, active_ons, published_on,
    listed_on, listed_on, run_id, line, run_id
  from ${STAGED}
  on conflict (exclusion_id) do update
    set ${ENTRY.map((column) => `${column} = excluded.${column}`).join(', ')},
        active_on = case
          when excluded.active_on_basis = 'FIRST_LISTED' then exclusion.active_on
          else excluded.active_on
        end,
        active_ons = case
          when excluded.active_on_basis = 'FIRST_LISTED'
            and cardinality(excluded.active_ons) = cardinality(exclusion.active_ons) then exclusion.active_ons
          else excluded.active_ons
        end,
        published_on = case
          when excluded.published_on = excluded.listed_on then exclusion.published_on
          else excluded.published_on
        end,
        run_id = excluded.run_id,
        line = excluded.line
    where exclusion.listed_on <= excluded.listed_on
      and (exclusion.entry_digest, exclusion.by_cbp_as, exclusion.trade_related, exclusion.proceeding)
        is distinct from (excluded.entry_digest, excluded.by_cbp_as, excluded.trade_related, excluded.proceeding)`;

const SEE = `
  update exclusion
  set seen_run_id = :run_id,
      listed_on = staged.listed_on,
      relisted_ons = case
        when cardinality(delisted_ons) > cardinality(relisted_ons) then relisted_ons || staged.listed_on
        else relisted_ons
      end
  from ${STAGED}
  where exclusion.exclusion_id = staged.exclusion_id
    and exclusion.listed_on <= staged.listed_on
    and exclusion.seen_run_id <> :run_id`;

/** The staged rows that this run brought into `exclusion`: neither those it had, nor those of a list that came late. */
const BROUGHT = `${STAGED}
  join exclusion using (exclusion_id, entry_digest)`;

const LOSE = `
  delete from exclusion_key
  using ${BROUGHT}
  where exclusion_key.exclusion_id = exclusion.exclusion_id
    and exclusion.run_id = :run_id`;

const FIND = `
  insert into exclusion_key (value, scheme, exclusion_id)
  select found.value, found.scheme, exclusion_id
  from ${BROUGHT}
  cross join unnest(staged.key_values, staged.key_schemes) as found (value, scheme)
  where exclusion.run_id = :run_id
  on conflict do nothing`;

const LIST = `
  insert into list (run_id, listed_on, is_dated)
  select distinct run_id, listed_on, is_dated
  from staged_exclusion
  on conflict do nothing`;

export const mergeStaged: readonly string[] = [CHANGE, SEE, LOSE, FIND, LIST];

/**
 * What the list no longer names leaves it on the list's day, but for entries that a
 * newer list named. A list that named no one ends nothing.
 */
export const closeUnlisted = `
  update exclusion
  set delisted_ons = delisted_ons || list.listed_on
  from list
  where list.run_id = :run_id
    and exclusion.seen_run_id <> :run_id
    and exclusion.listed_on <= list.listed_on
    and cardinality(delisted_ons) = cardinality(relisted_ons)`;
