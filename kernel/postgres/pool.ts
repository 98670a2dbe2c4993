import postgres from 'postgres';
import { type HouseTypes, houseParsers } from './value-types.ts';

/** A pool of connections. Days are `Temporal.PlainDate`, instants `Temporal.Instant`, int8 a safe number. */
export type Sql = postgres.Sql<HouseTypes>;
export type TransactionSql = postgres.TransactionSql<HouseTypes>;

export interface PoolOptions {
  readonly max: number;
  readonly applicationName: string;
  /** Never recycles the connection: for a session that holds a lock. */
  readonly keep?: boolean;
}

const CONNECT_WITHIN_SECONDS = 10;

/**
 * Opens no connection by itself. The URL may name a unix socket folder as
 * `?host=/folder`, as libpq's may. Arrays of a type with no parser (enums) come as
 * Postgres' text: cast them to `text[]`.
 */
export function connect(url: string, options: PoolOptions): Sql {
  const { plain, socketFolder } = splitSocket(url);
  const sql = postgres(plain, {
    ...(socketFolder === null ? {} : { host: socketFolder }),
    max: options.max,
    ...(options.keep ? { max_lifetime: null } : {}),
    connect_timeout: CONNECT_WITHIN_SECONDS,
    prepare: true,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: options.applicationName, TimeZone: 'UTC' },
    types: houseParsers,
  });
  urls.set(sql, url);
  return sql;
}

const urls = new WeakMap<Sql, string>();

/** Where a pool connects to, as another session beside it needs it. Secret. */
export function urlOf(sql: Sql): string {
  const url = urls.get(sql);
  if (url === undefined) throw new Error('not a pool of ours');
  return url;
}

function splitSocket(url: string): { plain: string; socketFolder: string | null } {
  const parsed = new URL(url);
  const socketFolder = parsed.searchParams.get('host');
  parsed.searchParams.delete('host');
  return { plain: parsed.href, socketFolder };
}

/**
 * Checks that the database answers. What is thrown is one line that names the
 * server and the database, never the password.
 */
export async function reach(url: string): Promise<void> {
  let sql: Sql | null = null;
  try {
    sql = connect(url, { max: 1, applicationName: 'good-standing' });
    await sql`select 1`;
  } catch (error) {
    throw new Error(`The database ${placeOf(url)} cannot be reached: ${reasonOf(error)}.`);
  } finally {
    await sql?.end({ timeout: 1 });
  }
}

/** `host:port/database`, safe to print. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
  } catch {
    return 'of this URL (expected postgres://user:password@host:port/database)';
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'nothing listens there';
    case 'ENOTFOUND':
      return 'the host is not known';
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return 'it did not answer in time';
    case '28P01':
    case '28000':
      return 'the user or the password was refused';
    case '3D000':
      return 'there is no such database';
    case 'ERR_INVALID_URL':
      return 'the URL cannot be read';
    default:
      return code === '' ? 'unknown' : code;
  }
}
