import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListedParty, PartyFacts } from '@good-standing/debarments/index/listed-party.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';

const ROWS_AN_INSERT = 5_000;

/** Median milliseconds of a lookup by pg_trgm and a GIN index; null where this Postgres has no pg_trgm. */
export async function pgTrgmLookups(
  list: readonly ListedParty[],
  asked: readonly PartyFacts[],
): Promise<number | null> {
  const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const sql = connect(postgres.adminUrl, { max: 1, applicationName: 'bench', keep: true });
  try {
    if (!(await installed(sql))) return null;
    await load(sql, list);
    return await lookUp(sql, asked);
  } finally {
    await sql.end({ timeout: 1 });
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function installed(sql: Sql): Promise<boolean> {
  const available = await sql.unsafe("select from pg_available_extensions where name = 'pg_trgm'");
  if (available.length === 0) return false;
  await sql.unsafe('create extension pg_trgm');
  return true;
}

async function load(sql: Sql, list: readonly ListedParty[]): Promise<void> {
  await sql.unsafe('create table listed_name (name text not null)');
  const names = list.flatMap((party) => party.names);
  for (let from = 0; from < names.length; from += ROWS_AN_INSERT) {
    await sql.unsafe('insert into listed_name select unnest($1::text[])', [
      `{${names
        .slice(from, from + ROWS_AN_INSERT)
        .map((name) => JSON.stringify(name))
        .join(',')}}`,
    ]);
  }
  await sql.unsafe('create index on listed_name using gin (name gin_trgm_ops)');
  await sql.unsafe('vacuum analyze listed_name');
  await sql.unsafe('set pg_trgm.similarity_threshold = 0.45');
}

async function lookUp(sql: Sql, asked: readonly PartyFacts[]): Promise<number> {
  const times: number[] = [];
  for (const { names } of asked) {
    const started = performance.now();
    await sql.unsafe(
      'select name, similarity(name, $1) from listed_name where name % $1 order by 2 desc limit 10',
      [names[0] ?? ''],
    );
    times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  return times[times.length >> 1] ?? Number.NaN;
}
