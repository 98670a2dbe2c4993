import postgres from 'postgres';
import { readArray, writeArray } from './array-text.ts';

type HouseTypes = { day: Temporal.PlainDate; instant: Temporal.Instant };

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
 * `?host=/folder`, as libpq's may. Arrays of a type with no parser below (enums)
 * come as Postgres' text: cast them to `text[]`.
 */
export function connect(url: string, options: PoolOptions): Sql {
  const { plain, socketFolder } = splitSocket(url);
  return postgres(plain, {
    ...(socketFolder === null ? {} : { host: socketFolder }),
    max: options.max,
    ...(options.keep ? { max_lifetime: null } : {}),
    connect_timeout: CONNECT_WITHIN_SECONDS,
    prepare: true,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: options.applicationName, TimeZone: 'UTC' },
    types: { ...scalars, ...arrays } as unknown as HouseParsers,
  });
}

type HouseParsers = { [Name in keyof HouseTypes]: postgres.PostgresType<HouseTypes[Name]> };

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

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('an int8 beyond 2^53 came from the database');
  return value;
}

const MOST_REMEMBERED = 4_096;

/** The same few days and instants come again and again; reading one takes longer than finding it. */
function remembering<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const value = read(text);
    if (known.size === MOST_REMEMBERED) known.clear();
    known.set(text, value);
    return value;
  };
}

const readText = (text: string) => text;
const readBoolean = (text: string) => text === 't';
const readDay = remembering((text) => Temporal.PlainDate.from(text));
const readInstant = remembering((text) => Temporal.Instant.from(text));
const readJson = (text: string): unknown => JSON.parse(text);

/** NOTE: a text given for one of these is taken as Postgres' own form of it; `statement` relies on that. */
const scalars = {
  int8: { to: 20, from: [20], serialize: String, parse: safeInteger },
  boolean: {
    to: 16,
    from: [16],
    serialize: (value: unknown) => (value === true || value === 't' ? 't' : 'f'),
    parse: readBoolean,
  },
  day: { to: 1082, from: [1082], serialize: String, parse: readDay },
  instant: { to: 1184, from: [1184], serialize: writeInstant, parse: readInstant },
  json: {
    to: 3802,
    from: [114, 3802],
    serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    parse: readJson,
  },
};

function writeInstant(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Array types by their fixed numbers, so that no connection has to ask for them. */
const arrays = Object.fromEntries(
  (
    [
      ['bool[]', 1000, readBoolean],
      ['int2[]', 1005, Number],
      ['int4[]', 1007, Number],
      ['int8[]', 1016, safeInteger],
      ['float8[]', 1022, Number],
      ['text[]', 1009, readText],
      ['varchar[]', 1015, readText],
      ['bpchar[]', 1014, readText],
      ['uuid[]', 2951, readText],
      ['date[]', 1182, readDay],
      ['timestamptz[]', 1185, readInstant],
      ['numeric[]', 1231, readText],
      ['jsonb[]', 3807, readJson],
    ] as const
  ).map(([name, oid, element]) => [
    name,
    {
      to: oid,
      from: [oid],
      serialize: writeArrayParameter,
      parse: (text: string) => readArray<unknown>(text, element),
    },
  ]),
);

function writeArrayParameter(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return writeArray(
    value.map((element) =>
      element === null ? null : element === true ? 't' : element === false ? 'f' : String(element),
    ),
  );
}
