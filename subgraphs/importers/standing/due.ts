import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { listedIn } from '../ingest/snapshot.ts';

/**
 * In the transaction of the change: the importers and their affiliates are to be
 * assessed anew. A line is added for each, whoever is due already: a line that
 * stood there may be taken out by an assessment that does not see this change yet.
 */
export async function isDue(tx: TransactionSql, importers: readonly string[]): Promise<void> {
  if (importers.length === 0) return;
  await tx.unsafe(
    'insert into standing_due (importer_id, with_affiliates) select unnest($1::text[]), true order by 1',
    [[...new Set(importers)]],
  );
  await sayDue(tx);
}

/** Everyone who has a standing, when this is committed: a rule is looked at for the first time. */
export async function everyoneIsDue(tx: TransactionSql): Promise<void> {
  await tx.unsafe('insert into standing_due (importer_id) values (null)');
  await sayDue(tx);
}

/** Tells whoever assesses that there is something to do, if there is. */
export async function sayDue(tx: TransactionSql): Promise<void> {
  const [due] = await tx.unsafe('select from standing_due limit 1');
  if (due !== undefined) await publish(tx, 'standing-due', [{ importers: 1 }]);
}

/**
 * For a snapshot's `merge`, ahead of it: notes whose staged rows say another thing
 * than is held, or are new, or are listed again.
 */
export function noteChanged({ table, columns, owners, endedBy, withAffiliates }: Noted): string {
  const of = (alias: string) => columns.map((name) => `${alias}.${name}`).join(', ');
  return `
    insert into standing_due (importer_id, with_affiliates)
    select owner.id, bool_or(${ofAffiliation('listed', withAffiliates)})
    from ${listedIn(table)} listed
    left join ${table} held on held.id = listed.id
    cross join unnest(array[${owners.map((name) => `listed.${name}`).join(', ')}]) as owner (id)
    where owner.id is not null
      and (held.id is null or (${of('listed')}) is distinct from (${of('held')})${endedBy === undefined ? '' : ` or held.${endedBy} is not null`})
    group by 1
    order by 1`;
}

/** For a snapshot's end: notes whose rows it ended. `$1` is the run. */
export function noteEnded({ table, owners, endedBy, withAffiliates }: Noted & { endedBy: string }): string {
  return `
    insert into standing_due (importer_id, with_affiliates)
    select owner.id, bool_or(${ofAffiliation('held', withAffiliates)})
    from ${table} held
    cross join unnest(array[${owners.map((name) => `held.${name}`).join(', ')}]) as owner (id)
    where held.${endedBy} = (select received_at::date from run where run_id = $1)
      and held.run_id <> $1 and owner.id is not null
    group by 1
    order by 1`;
}

/** Rows of a snapshot on which standing rests. */
export interface Noted {
  readonly table: string;
  /** Those that standing rests on. */
  readonly columns: readonly string[];
  /** Columns that name importers. */
  readonly owners: readonly string[];
  /** The column that has the day from which a row is listed no more. */
  readonly endedBy?: string;
  /** Of which rows more than the importers named are concerned: a condition on the row, `row.column`. */
  readonly withAffiliates?: (row: string) => string;
}

function ofAffiliation(row: string, withAffiliates: Noted['withAffiliates']): string {
  return withAffiliates === undefined ? 'false' : withAffiliates(row);
}

/** Where everyone is due: who that is by now. Also those whom the registry does not have. */
export const NOTE_EVERYONE = `
  with everyone as (
    delete from standing_due where importer_id is null returning nth
  )
  insert into standing_due (importer_id)
  select id
  from (
    select id from importer
    union
    select importer_id from assessment where known_until is null
  ) assessed
  where exists (select from everyone)
  order by 1`;

/**
 * Takes importers out that are due, and notes the affiliates of those whose change
 * concerns them, as they are affiliated by now. Two that take at a time wait for
 * one another where they take the same: the later then sees what the earlier kept.
 */
export const TAKE_DUE = `
  with next as materialized (
    select distinct importer_id from standing_due where importer_id is not null order by importer_id limit :most
  ),
  line as materialized (
    select nth from standing_due
    where importer_id = any(array(select importer_id from next))
    order by importer_id, nth
    for update
  )
  delete from standing_due
  where nth = any(array(select nth from line))
  returning importer_id as "importerId", with_affiliates as "withAffiliates"`;

/** Whoever may be an affiliate of these: one step off, or two through a common controller. */
export const NOTE_AFFILIATES = `
  with asked as (
    select unnest(:importers::text[]) as id
  ),
  near as (
    select d.related_id as id from asked join importer_disclosure d on d.importer_id = asked.id and d.kind = 'AFFILIATE'
    where d.related_id is not null
    union
    select d.importer_id from asked join importer_disclosure d on d.related_id = asked.id and d.kind = 'AFFILIATE'
  ),
  far as (
    select d.related_id as id from near join importer_disclosure d on d.importer_id = near.id and d.kind = 'AFFILIATE'
    where d.related_id is not null
    union
    select d.importer_id from near join importer_disclosure d on d.related_id = near.id and d.kind = 'AFFILIATE'
  )
  insert into standing_due (importer_id)
  select id from (select id from near union select id from far) affiliate
  where id <> all(:taken::text[])
  order by 1`;
