import type { FeedTarget, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';

/** A table that a snapshot lists whole. It has `id`, `run_id` and `line` besides. */
interface ListedTable {
  readonly table: string;
  /** Columns as the feed gives them, with their Postgres types; `id` is the first. */
  readonly columns: Readonly<Record<string, string>>;
  /** The column that has the day from which a row is no longer listed. */
  readonly endedBy: string;
}

/** The staged table of a listed one. */
export function stagedAs(table: string): string {
  return `staged_${table}`;
}

export function stagedColumns(columns: Readonly<Record<string, string>>): readonly StagedColumn[] {
  return Object.entries(columns).map(([name, type]) => ({ name, type }));
}

/** The rows of a chunk, the last line of each id alone. */
export function listedIn(table: string): string {
  return `(select distinct on (id) * from ${stagedAs(table)} order by id, record desc)`;
}

/**
 * Each row as the snapshot lists it, with the line that does; a row listed again
 * is in force again, one listed no more ends on the day the snapshot was received.
 */
export function snapshotOf({ table, columns, endedBy }: ListedTable): Pick<
  FeedTarget,
  'kind' | 'tables' | 'merge'
> & {
  readonly close: string;
} {
  return {
    kind: 'SNAPSHOT',
    tables: [{ name: stagedAs(table), columns: stagedColumns(columns) }],
    merge: [upsert(table, Object.keys(columns), `${endedBy} = null`)],
    close: `
      update ${table}
      set ${endedBy} = (select received_at::date from run where run_id = :run_id)
      where run_id <> :run_id and ${endedBy} is null`,
  };
}

/** @param besides what else a row that is listed again becomes. */
export function upsert(table: string, columns: readonly string[], besides: string | null = null): string {
  const all = [...columns, 'run_id', 'line'];
  const changes = all.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`);
  return `
    insert into ${table} (${all.join(', ')})
    select ${all.join(', ')} from ${listedIn(table)} listed
    on conflict (id) do update set ${[...changes, ...(besides === null ? [] : [besides])].join(', ')}`;
}
