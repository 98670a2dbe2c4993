import { createHmac } from 'node:crypto';
import { loginRole, type Owner, schemaOf, schemaOwnerRole } from './owners.ts';
import { connect, type Sql, type TransactionSql } from './pool.ts';
import { scramVerifier } from './scram-verifier.ts';

/** Where extensions live; every owner's search path ends here. */
const EXTENSIONS_SCHEMA = 'extensions';
/** Exclusion constraints over ranges, and name similarity. */
const EXTENSIONS = ['btree_gist', 'pg_trgm'];

/** Deadlines of every statement an owner's role runs; bulk loads lift theirs with `set local`. */
const ROLE_DEADLINES = {
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '60s',
};
const STATEMENT_SECONDS = 15;

/**
 * Gives every owner its schema and its login role, and no role anything of
 * another's. Safe to repeat, and to run in several processes at once.
 *
 * @param adminUrl a superuser, or a role that may create roles and owns the database.
 */
export async function provision(
  adminUrl: string,
  owners: readonly Owner[],
  roleSecret: string,
): Promise<void> {
  const sql = connect(adminUrl, { max: 1, applicationName: 'good-standing provision' });
  try {
    await untilUndisturbed(() => sql.begin((tx) => provisionAll(tx, owners, roleSecret)));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The same database as the owner's own login role. */
export function ownerUrl(adminUrl: string, owner: Owner, roleSecret: string): string {
  const url = new URL(adminUrl);
  url.username = loginRole(owner);
  url.password = rolePassword(roleSecret, loginRole(owner));
  return url.href;
}

function rolePassword(roleSecret: string, role: string): string {
  return createHmac('sha256', roleSecret).update(`postgres role ${role}`).digest('hex');
}

async function provisionAll(tx: TransactionSql, owners: readonly Owner[], roleSecret: string): Promise<void> {
  const database = await databaseName(tx);
  await tx.unsafe(`
    set local client_min_messages = warning;
    revoke all on database ${database} from public;
    revoke all on schema public from public;
    create schema if not exists ${EXTENSIONS_SCHEMA};
    grant usage on schema ${EXTENSIONS_SCHEMA} to public;
    ${EXTENSIONS.map((name) => `create extension if not exists ${name} schema ${EXTENSIONS_SCHEMA};`).join('\n')}
  `);
  for (const owner of owners) {
    await createRoles(tx, owner, roleSecret);
    await createSchema(tx, owner, database);
  }
}

async function databaseName(sql: Sql | TransactionSql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
  if (row === undefined) throw new Error('the database has no name');
  return row.name;
}

async function createRoles(tx: TransactionSql, owner: Owner, roleSecret: string): Promise<void> {
  const login = loginRole(owner);
  const verifier = scramVerifier(rolePassword(roleSecret, login));
  await createRole(tx, login, `login noinherit password '${verifier}'`);
  if (owner.grants === 'INSERT_ONLY') await createRole(tx, schemaOwnerRole(owner), 'nologin');
}

async function createRole(tx: TransactionSql, role: string, options: string): Promise<void> {
  const [known] = await tx<{ isSuper: boolean; exists: boolean }[]>`
    select
      (select rolsuper from pg_roles where rolname = current_user) as "isSuper",
      exists (select from pg_roles where rolname = ${role}) as exists`;
  if (!known?.exists) await tx.unsafe(`create role ${role} ${options}`);
  else if (options.includes('password') && !(known.isSuper && (await isUnchanged(tx, role, options)))) {
    await tx.unsafe(`alter role ${role} ${options}`);
  }
  if (!known?.isSuper) await tx.unsafe(`grant ${role} to current_user`);
}

/** Only a superuser may see the verifier; anyone else sets it again. */
async function isUnchanged(tx: TransactionSql, role: string, options: string): Promise<boolean> {
  const [row] = await tx<{ verifier: string | null }[]>`
    select rolpassword as verifier from pg_authid where rolname = ${role}`;
  return row?.verifier != null && options.includes(row.verifier);
}

async function createSchema(tx: TransactionSql, owner: Owner, database: string): Promise<void> {
  const schema = schemaOf(owner);
  const login = loginRole(owner);
  const deadlines = {
    ...ROLE_DEADLINES,
    statement_timeout: `${owner.statementSeconds ?? STATEMENT_SECONDS}s`,
    ...owner.settings,
  };
  await tx.unsafe(`
    create schema if not exists ${schema} authorization ${schemaOwnerRole(owner)};
    revoke all on schema ${schema} from public;
    grant connect, temporary on database ${database} to ${login};
    ${owner.grants === 'INSERT_ONLY' ? `grant usage on schema ${schema} to ${login};` : ''}
    alter role ${login} in database ${database} set search_path = ${schema}, ${EXTENSIONS_SCHEMA};
    ${Object.entries(deadlines)
      .map(([setting, value]) => `alter role ${login} in database ${database} set ${setting} = '${value}';`)
      .join('\n')}
  `);
}

const TRIES = 8;

/** Roles belong to the whole server: two databases provisioned at once disturb each other, harmlessly. */
async function untilUndisturbed(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === TRIES || !isDisturbance(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * tries));
    }
  }
}

function isDisturbance(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === '23505' || error.code === '42710' || error.code === '40P01') return true;
  return error.code === 'XX000' && error.message.includes('tuple concurrently');
}
