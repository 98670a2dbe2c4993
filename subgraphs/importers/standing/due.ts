import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { listedIn } from '../ingest/snapshot.ts';

/** With each of these importers, whoever may be its affiliate: one step off, or two through a common controller. */
const WITH_AFFILIATES = `
  with asked as (
    select unnest($1::text[]) as id
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
  select id from asked union select id from near union select id from far
  order by 1
  on conflict do nothing`;

/** In the transaction of the change: the importers and their affiliates are to be assessed anew. */
export async function isDue(tx: TransactionSql, importers: readonly string[]): Promise<void> {
  if (importers.length === 0) return;
  await tx.unsafe(WITH_AFFILIATES, [[...new Set(importers)]]);
  await sayDue(tx);
}

/** Everyone: a rule is looked at for the first time, the ruleset is another, or the night's sweep. */
export async function everyoneIsDue(tx: TransactionSql): Promise<void> {
  await tx.unsafe(
    'insert into standing_due (importer_id) select id from importer order by 1 on conflict do nothing',
  );
  await sayDue(tx);
}

/** Tells whoever assesses that there is something to do, if there is. */
export async function sayDue(tx: TransactionSql): Promise<void> {
  const [due] = await tx.unsafe<{ importer_id: string }[]>('select importer_id from standing_due limit 1');
  if (due !== undefined) await publish(tx, 'standing-due', [{ importers: 1 }]);
}

/**
 * For a snapshot's `merge`, ahead of it: notes whose staged rows say another thing
 * than is held, or are new, or are listed again.
 *
 * @param owners columns of the rows that name importers.
 */
export function noteChanged(
  table: string,
  columns: readonly string[],
  owners: readonly string[],
  ended?: string,
): string {
  const of = (alias: string) => columns.map((name) => `${alias}.${name}`).join(', ');
  return `
    insert into standing_due (importer_id)
    select distinct owner.id
    from ${listedIn(table)} listed
    left join ${table} held on held.id = listed.id
    cross join unnest(array[${owners.map((name) => `listed.${name}`).join(', ')}]) as owner (id)
    where owner.id is not null
      and (held.id is null or (${of('listed')}) is distinct from (${of('held')})${ended === undefined ? '' : ` or held.${ended} is not null`})
    order by 1
    on conflict do nothing`;
}

/** For a snapshot's end: notes whose rows it ended. `$1` is the run. */
export function noteEnded(table: string, owners: readonly string[], ended: string): string {
  return `
    insert into standing_due (importer_id)
    select distinct owner.id
    from ${table} held
    cross join unnest(array[${owners.map((name) => `held.${name}`).join(', ')}]) as owner (id)
    where held.${ended} = (select received_at::date from run where run_id = $1)
      and held.run_id <> $1 and owner.id is not null
    order by 1
    on conflict do nothing`;
}
