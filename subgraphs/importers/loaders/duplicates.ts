import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { PossibleDuplicateRow } from '../tables.ts';

/**
 * Other numbers that may be the same person's, by what they share; at most 200, those that
 * share most first. For CBP alone: null to everyone else, and where there is no such
 * importer. One statement.
 */
export function possibleDuplicates({ sql, viewer }: LoaderSetting) {
  const rows = statement<PossibleDuplicateRow | { readonly importerId: null }>(sql, DUPLICATES);
  return async (importer: string): Promise<readonly PossibleDuplicateRow[] | null> => {
    if (viewer.audience !== 'CBP') return null;
    const found = await rows({ importer });
    return found.length === 0
      ? null
      : found.filter((row): row is PossibleDuplicateRow => row.importerId !== null);
  };
}

/** Street, unit and place as written, but for case and spaces. */
const place = (row: string) => `upper(regexp_replace(
  concat_ws(' ', array_to_string(coalesce(${row}.physical_lines, ${row}.mailing_lines), ' '),
    coalesce(${row}.physical_postal_code, ${row}.mailing_postal_code)), '[^A-Za-z0-9]+', ' ', 'g'))`;

/** NOTE: without the offset the planner reads the registry in the order of its ids. */
const DUPLICATES = `
  with asked as (select * from importer where id = :importer),
  sharing as (
    select o.id, 'SAME_ROOT' as basis
    from asked a, lateral (
      select o.id from importer o
      where a.number ~ '^[0-9]{2}-' and left(o.number, 10) = left(a.number, 10) and o.number ~ '^[0-9]{2}-'
      offset 0) o
    union
    select o.id, 'FORMER_NUMBER' from asked a join importer o on o.number = any (a.former_numbers)
    union
    select o.id, 'IDENTIFIER' from asked a join importer o on o.uei = a.uei
    union
    select o.id, 'IDENTIFIER' from asked a join importer o on o.duns = a.duns
    union
    select o.id, 'IDENTIFIER' from asked a join importer o on o.lei = a.lei
    union
    select o.id, 'ACCOUNT'
    from asked a join importer o on o.bank_accounts <> '{}' and o.bank_accounts && a.bank_accounts
    where a.bank_accounts <> '{}'
    union
    select o.id, 'NAME_AND_ADDRESS'
    from asked a
    join importer_name own on own.importer_id = a.id
    join importer_name named on named.key = own.key
    join importer o on o.id = named.importer_id
    where ${place('o')} = ${place('a')}
  ),
  found as (
    select s.id, array_agg(s.basis order by array_position(
      array['SAME_ROOT', 'FORMER_NUMBER', 'IDENTIFIER', 'ACCOUNT', 'NAME_AND_ADDRESS'], s.basis)) as bases
    from sharing s
    where s.id <> :importer
    group by s.id
    order by count(*) desc, s.id
    limit 200
  )
  select found.id as "importerId", found.bases
  from asked left join found on true
  order by cardinality(found.bases) desc, found.id`;
