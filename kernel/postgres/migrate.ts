import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Owner, schemaOf, schemaOwnerRole } from './owners.ts';
import { connect, type Sql, type TransactionSql } from './pool.ts';

/** The run and quarantine tables every owner that ingests has in its own schema. */
const KERNEL_MIGRATIONS = new URL('../ingest/migrations/', import.meta.url);
const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/;

interface Migration {
  /** `kernel/0001_run.sql` or `0001_importer.sql`. */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

/**
 * Brings one owner's schema up to date: each file once, in order, in a transaction
 * of its own, as the role that owns the schema. A file that changed or vanished
 * after it was applied stops the start. Two starters wait for each other.
 *
 * @param url the administrator, or the owner itself where its login role owns the schema.
 * @returns the names of the files applied by this call.
 */
export async function migrate(url: string, owner: Owner): Promise<readonly string[]> {
  const sql = connect(url, { max: 1, applicationName: `good-standing migrate ${owner.name}`, keep: true });
  try {
    await sql.unsafe(`set lock_timeout = 0; set statement_timeout = 0; set client_min_messages = warning`);
    await sql`select pg_advisory_lock(hashtext(${`good-standing migrate ${owner.name}`}))`;
    return await applyMissing(sql, owner);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function applyMissing(sql: Sql, owner: Owner): Promise<readonly string[]> {
  const schema = schemaOf(owner);
  await sql.begin(async (tx) => {
    await actAsOwner(tx, owner);
    await tx.unsafe(`
      create table if not exists ${schema}.migration (
        name       text primary key,
        sha256     text not null,
        applied_at timestamptz not null default now()
      )`);
  });
  const migrations = migrationsOf(owner);
  const applied = await appliedTo(sql, owner);
  for (const name of applied.keys()) {
    if (!migrations.some((migration) => migration.name === name)) {
      throw new Error(`Migration ${owner.name}/${name} was applied to this database but its file is gone.`);
    }
  }
  const done: string[] = [];
  for (const migration of migrations) {
    const sha256 = applied.get(migration.name);
    if (sha256 === migration.sha256) continue;
    if (sha256 !== undefined) {
      throw new Error(
        `Migration ${owner.name}/${migration.name} was changed after it was applied: add a new file instead.`,
      );
    }
    await apply(sql, owner, migration);
    done.push(migration.name);
  }
  return done;
}

async function appliedTo(sql: Sql, owner: Owner): Promise<Map<string, string>> {
  const rows = await sql.begin(async (tx) => {
    await actAsOwner(tx, owner);
    return tx<{ name: string; sha256: string }[]>`select name, sha256 from migration`;
  });
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

async function apply(sql: Sql, owner: Owner, migration: Migration): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      await actAsOwner(tx, owner);
      await tx.unsafe(migration.text).simple();
      await tx`insert into migration (name, sha256) values (${migration.name}, ${migration.sha256})`;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${owner.name}/${migration.name} failed: ${reason}`, { cause: error });
  }
}

/** What a migration makes belongs to the schema's owner, whoever connected. */
async function actAsOwner(tx: TransactionSql, owner: Owner): Promise<void> {
  await tx.unsafe(
    `set local role ${schemaOwnerRole(owner)}; set local search_path = ${schemaOf(owner)}, extensions`,
  );
}

function migrationsOf(owner: Owner): readonly Migration[] {
  const own = readFolder(owner.migrations, '');
  if (owner.grants === 'INSERT_ONLY') return own;
  const also = (owner.also ?? []).flatMap(({ name, migrations }) => readFolder(migrations, `${name}/`));
  return [...readFolder(KERNEL_MIGRATIONS, 'kernel/'), ...also, ...own];
}

function readFolder(folder: URL, prefix: string): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      if (!FILE_NAME.test(file)) throw new Error(`expected a migration named NNNN_name.sql, got "${file}"`);
      const text = readFileSync(new URL(file, folder), 'utf8');
      return { name: prefix + file, text, sha256: createHash('sha256').update(text).digest('hex') };
    });
}
