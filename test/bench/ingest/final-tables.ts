import { join } from 'node:path';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';

/** A table of an owner with all its rows in a file, in Postgres' own COPY text. */
export interface SavedTable {
  /** With its schema. */
  readonly name: string;
  readonly columns: string;
  readonly path: string;
  readonly rows: number;
}

/**
 * Every table of a schema that holds rows now, saved by the server; a table that
 * others refer to comes before them.
 *
 * @param folder one that the server's own user may write to.
 */
export async function saveTables(sql: Sql, schema: string, folder: string): Promise<readonly SavedTable[]> {
  const saved: SavedTable[] = [];
  for (const { name, columns } of await tablesOf(sql, schema)) {
    const path = join(folder, `${name}.copy`);
    const { count: rows } = await sql.unsafe(`copy (select ${columns} from ${name}) to '${path}'`);
    if (rows > 0) saved.push({ name, columns, path, rows });
  }
  return saved;
}

/**
 * The bare COPY: the same rows into the same tables with the same indexes, read by
 * the server itself, so that no client takes part. Gives seconds.
 */
export async function copyBack(sql: Sql, saved: readonly SavedTable[]): Promise<number> {
  const started = performance.now();
  for (const { name, columns, path, rows } of saved) {
    const { count } = await sql.unsafe(`copy ${name} (${columns}) from '${path}'`);
    if (count !== rows) throw new Error(`COPY brought ${count} rows into ${name}, not ${rows}`);
  }
  return (performance.now() - started) / 1_000;
}

/** As before any ingest, but for the partitions; no round pays for what the one before left to be written. */
export async function emptyTables(sql: Sql, schema: string): Promise<void> {
  const names = (await tablesOf(sql, schema)).map(({ name }) => name);
  await sql.unsafe(`truncate ${names.join(', ')}, graphile_worker._private_jobs`);
  await sql.unsafe('checkpoint');
}

/** Partitioned tables, not their partitions; no generated columns. */
async function tablesOf(
  sql: Sql,
  schema: string,
): Promise<readonly { readonly name: string; readonly columns: string }[]> {
  return sql<{ name: string; columns: string }[]>`
    select format('%I.%I', ${schema}::text, relname) as name,
      string_agg(quote_ident(attname), ', ' order by attnum) as columns
    from pg_class
    join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
    where relnamespace = ${schema}::text::regnamespace
      and relkind in ('r', 'p')
      and not relispartition
      and relname <> 'migration'
    group by pg_class.oid, relname
    order by pg_class.oid`;
}
