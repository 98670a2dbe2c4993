import type { StagedColumn } from '@good-standing/kernel/ingest/feed.ts';

const listed = (columns: readonly StagedColumn[], prefix = '') =>
  columns.map(({ name }) => `${prefix}${name}`).join(', ');

/**
 * The merge of a plain feed: the last row of an id counts, and where nothing
 * differs nothing is written. `columns` are all but `id`.
 */
export function restate(table: string, staged: string, columns: readonly StagedColumn[]): string {
  return `
  insert into ${table} (id, ${listed(columns)}, run_id, line)
  select distinct on (id) id, ${listed(columns)}, run_id, line
  from ${staged}
  order by id, record desc
  on conflict (id) do update
    set ${columns.map(({ name }) => `${name} = excluded.${name}`).join(', ')},
        run_id = excluded.run_id,
        line = excluded.line
    where (${listed(columns, `${table}.`)}) is distinct from (${listed(columns, 'excluded.')})`;
}
