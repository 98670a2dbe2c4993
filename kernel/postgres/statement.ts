import { GraphQLError } from 'graphql';
import { writeArray } from './array-text.ts';
import type { Sql, TransactionSql } from './pool.ts';

export type ParamScalar = string | number | boolean | null | Temporal.PlainDate | Temporal.Instant;
/** Objects are sent as JSON. */
export type Param = ParamScalar | Uint8Array | readonly ParamScalar[] | { readonly json: unknown };

/** Runs a prepared statement and gives all its rows. */
export type Statement<Row, Params extends object = Readonly<Record<string, Param>>> = (
  params: Params,
) => Promise<readonly Row[]>;

/**
 * A statement with named parameters, prepared once on each connection:
 *
 *     const byIds = statement<BondRow>(sql, `
 *       select importer_id, amount_cents from bond where importer_id = any(:ids::bigint[])`);
 *     await byIds({ ids });
 *
 * `:name` is a parameter, `::text` a cast; quotes and comments are left alone. Give
 * a parameter a cast where Postgres cannot tell its type (`unnest`, `is null`).
 * An unknown or missing parameter is thrown. Within a transaction give its `tx`.
 */
export function statement<Row, Params extends object = Readonly<Record<string, Param>>>(
  sql: Sql | TransactionSql,
  text: string,
  { isKept }: Keeping = { isKept: true },
): Statement<Row, Params> {
  const how = isKept ? PREPARED : ONCE;
  let known: CompiledStatement | undefined;
  return async (params) => {
    const compiled = known ?? (isKept ? compile(text) : compileOnce(text));
    known = compiled;
    noteStatement(compiled.text);
    const rows = sql.unsafe<Row[] & Record<string, never>[]>(compiled.text, valuesOf(compiled, params), how);
    return observers.size === 0 ? rows : counted(compiled.text, rows);
  };
}

/** Whether each connection keeps the statement prepared: not where clients choose among many texts. */
export interface Keeping {
  readonly isKept: boolean;
}

const PREPARED = { prepare: true, simple: false };
const ONCE = { prepare: false, simple: false };

export interface CompiledStatement {
  /** With `$1`, `$2`, … */
  readonly text: string;
  /** The names, `$1` first. */
  readonly names: readonly string[];
}

const compiledByText = new Map<string, CompiledStatement>();

const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|::|:([a-z_][a-z0-9_]*)/gi;

export function compile(text: string): CompiledStatement {
  const known = compiledByText.get(text);
  if (known !== undefined) return known;
  const compiled = compileOnce(text);
  compiledByText.set(text, compiled);
  return compiled;
}

function compileOnce(text: string): CompiledStatement {
  const names: string[] = [];
  const numbered = text.replace(TOKENS, (token: string, _dollar: unknown, name: string | undefined) => {
    if (name === undefined) return token;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text: numbered, names };
}

function valuesOf(compiled: CompiledStatement, params: object): (string | Uint8Array | null)[] {
  const values: (string | Uint8Array | null)[] = new Array(compiled.names.length);
  const given = params as Readonly<Record<string, Param | undefined>>;
  for (let i = 0; i < compiled.names.length; i += 1) {
    const name = compiled.names[i] ?? '';
    const value = given[name];
    if (value === undefined) throw new Error(`the statement wants :${name}, which was not given`);
    values[i] = withoutNul(writeParam(value));
  }
  return values;
}

/** Postgres holds no text with a NUL: who asks by one is told so, and the database is not asked. */
function withoutNul(value: string | Uint8Array | null): string | Uint8Array | null {
  if (typeof value !== 'string' || !value.includes('\0')) return value;
  throw new GraphQLError('expected text without the character NUL', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/**
 * Everything goes as text: postgres.js then takes each parameter's type from the
 * server, once, and one text is one prepared statement whatever its values.
 */
function writeParam(value: Param): string | Uint8Array | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return writeArray(value.map(writeScalar));
  if (value instanceof Uint8Array) return value;
  if (isJson(value)) return JSON.stringify(value.json);
  return writeScalar(value as ParamScalar);
}

function isJson(value: Param): value is { readonly json: unknown } {
  return typeof value === 'object' && value !== null && 'json' in value;
}

function writeScalar(value: ParamScalar): string | null {
  if (value === null) return null;
  if (value === true) return 't';
  if (value === false) return 'f';
  return typeof value === 'string' ? value : value.toString();
}

interface Observer {
  readonly statements: string[];
  readonly rows: Map<string, number>;
}

const observers = new Set<Observer>();

function noteStatement(text: string): void {
  if (observers.size === 0) return;
  for (const { statements } of observers) statements.push(text);
}

async function counted<Rows extends readonly unknown[]>(text: string, asked: Promise<Rows>): Promise<Rows> {
  const given = await asked;
  for (const { rows } of observers) rows.set(text, (rows.get(text) ?? 0) + given.length);
  return given;
}

/**
 * The statements this process ran through `statement` while `work` did, and how many rows each
 * gave: tests say with it that a page's size does not change the number of statements, and that
 * what is hidden is asked for like what is not there.
 */
export async function countStatements<Result>(work: () => Promise<Result>): Promise<{
  readonly result: Result;
  readonly statements: readonly string[];
  readonly rows: ReadonlyMap<string, number>;
}> {
  const observer: Observer = { statements: [], rows: new Map() };
  observers.add(observer);
  try {
    return { result: await work(), statements: observer.statements, rows: observer.rows };
  } finally {
    observers.delete(observer);
  }
}
