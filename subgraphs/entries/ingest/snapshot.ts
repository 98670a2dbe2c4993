/** A table whose rows a snapshot lists by `key`, each with the days `from_on` and `until_on`. */
interface ListedTable {
  readonly table: string;
  readonly staged: string;
  /** Without `from_on`, which is part of it. */
  readonly key: readonly string[];
}

/**
 * The merge of a snapshot of dated rows: the last row of a key counts, where nothing
 * differs nothing is written, and what is no longer listed ended the day before.
 */
export function snapshot({ table, staged, key }: ListedTable) {
  const keys = [...key, 'from_on'].join(', ');
  const same = (one: string, other: string) =>
    [...key, 'from_on'].map((column) => `${one}.${column} = ${other}.${column}`).join(' and ');
  const change = `
  insert into ${table} (${keys}, until_on, run_id, line, seen_run_id)
  select distinct on (${keys}) ${keys}, until_on, run_id, line, run_id
  from ${staged}
  order by ${keys}, record desc
  on conflict (${keys}) do update
    set until_on = excluded.until_on, run_id = excluded.run_id, line = excluded.line
    where ${table}.until_on is distinct from excluded.until_on`;
  const see = `
  update ${table}
  set seen_run_id = :run_id
  from (select distinct ${keys} from ${staged}) listed
  where ${same(table, 'listed')} and ${table}.seen_run_id <> :run_id`;
  const close = `
  update ${table}
  set until_on = received.day - 1
  from (select received_at::date as day from run where run_id = :run_id) received
  where seen_run_id <> :run_id and (until_on is null or until_on >= received.day)`;
  return { merge: [change, see], close };
}
