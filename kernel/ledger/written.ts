import { readArray } from '../postgres/array-text.ts';
import type { Sql, TransactionSql } from '../postgres/pool.ts';

/** The transactions from `from` up to, but not with, `upto`. */
export interface Span {
  readonly from: number;
  readonly upto: number;
}

export type Cell = string | null;

/** Rows as they are hashed, without what they repeat. */
export interface HashedRows {
  readonly requests: readonly (readonly Cell[])[];
  readonly disclosures: readonly (readonly Cell[])[];
}

const NO_ROWS: HashedRows = { requests: [], disclosures: [] };

/** A row of the ledger, as text, every column of it. */
export interface WrittenRow {
  /** The bytes that are hashed. */
  readonly canonical: string;
  /** Null: the row of the request itself; else what it is of, separated by blanks. */
  readonly record: string | null;
  /** What an entry repeats of its request, or the request has to be repeated; no part of what is hashed. Null: nothing. */
  readonly repeated: string | null;
}

/** One request and what it disclosed. */
export interface WrittenRequest {
  readonly requestId: string;
  /** The request first, unless its row is gone; then its disclosures by their bytes. */
  readonly rows: readonly WrittenRow[];
}

/** Rows of one span: bounds memory, but for one commit of the ledger, which is bounded itself. */
const MOST_ROWS = { request: 5_000, disclosure: 5_000 };

/** The number below which every transaction is finished: what they wrote is all there, and more will not come. */
export async function horizon(reader: Sql | TransactionSql): Promise<number> {
  const [row] = await reader<{ horizon: number }[]>`
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon`;
  if (row === undefined) throw new Error('the database has no snapshot');
  return row.horizon;
}

/** The next transactions that wrote in the ledger, as many as fit in memory; null where none did below `end`. */
export async function nextSpan(
  reader: Sql | TransactionSql,
  from: number,
  end: number,
): Promise<Span | null> {
  const [row] = await reader.unsafe<{ first: number | null; full: number | null }[]>(NEXT, [from, end]);
  if (row === undefined || row.first === null) return null;
  return { from, upto: row.full === null ? end : Math.max(row.full, row.first + 1) };
}

const nth = (table: keyof typeof MOST_ROWS, offset: number) =>
  `(select written_in from ledger.${table} where written_in >= $1 and written_in < $2
    order by written_in offset ${offset} limit 1)`;

const NEXT = `
  select least(${nth('request', 0)}, ${nth('disclosure', 0)}) as first,
    least(${nth('request', MOST_ROWS.request)}, ${nth('disclosure', MOST_ROWS.disclosure)}) as full`;

/**
 * What was written in a span, in the order in which it is chained.
 *
 * @param archived rows of the span that have left the tables.
 */
export async function written(
  reader: Sql | TransactionSql,
  span: Span,
  archived: HashedRows = NO_ROWS,
): Promise<readonly WrittenRequest[]> {
  const held = await cells(reader, REQUESTS, span);
  const requests =
    archived.requests.length === 0 ? held : [...held, ...archived.requests].sort(inOrderOfChain);
  const byRequest = new Map<Cell, WrittenRow[]>();
  const add = (hashed: readonly Cell[], repeated: string | null) => {
    const [requestId = null] = hashed;
    const record = recordsOf(hashed).join(' ');
    const line = { canonical: canonical('disclosure', hashed), record, repeated };
    const known = byRequest.get(requestId);
    if (known === undefined) byRequest.set(requestId, [line]);
    else known.push(line);
  };
  for (const row of await cells(reader, DISCLOSURES, span)) {
    add(row.slice(0, -REPEATED), JSON.stringify(row.slice(-REPEATED)));
  }
  for (const row of archived.disclosures) add(row, null);
  const groups = requests.map((row): WrittenRequest => {
    const [requestId = null] = row;
    const disclosed = byRequest.get(requestId) ?? [];
    byRequest.delete(requestId);
    const [, , , , , audience, , organization, , , , purpose] = row;
    const repeated = JSON.stringify([audience, purpose, organization]);
    const own = { canonical: canonical('request', row), record: null, repeated };
    return { requestId: requestId ?? '', rows: [own, ...disclosed.sort(byBytes)] };
  });
  const orphans = [...byRequest].map(([requestId, rows]): WrittenRequest => {
    return { requestId: requestId ?? '', rows: rows.sort(byBytes) };
  });
  return [...groups, ...orphans.sort((a, b) => (a.requestId < b.requestId ? -1 : 1))];
}

/** A row of one record, as the ledger once wrote them, is hashed without the columns that came with rows of several. */
export function canonical(table: 'request' | 'disclosure', hashed: readonly Cell[]): string {
  const isOfOne = table === 'disclosure' && (hashed[RECORDS] ?? null) === null;
  return JSON.stringify([table, ...(isOfOne ? hashed.slice(0, RECORDS) : hashed)]);
}

/** Each of them is an entry of the accounting. */
export function recordsOf(hashed: readonly Cell[]): readonly string[] {
  const records = hashed[RECORDS] ?? null;
  if (records === null) return [hashed[RECORD] ?? ''];
  return readArray(records, String).map((record) => record ?? '');
}

/** As the tables are read: by the text of the position, then by id. NOTE: any order will do, but it is the chain's for good. */
function inOrderOfChain(a: readonly Cell[], b: readonly Cell[]): number {
  const [one, other] = a[3] === b[3] ? [a[0], b[0]] : [a[3], b[3]];
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

function byBytes(a: WrittenRow, b: WrittenRow): number {
  if (a.canonical === b.canonical) return 0;
  return a.canonical < b.canonical ? -1 : 1;
}

async function cells(
  reader: Sql | TransactionSql,
  text: string,
  { from, upto }: Span,
): Promise<readonly (readonly Cell[])[]> {
  return reader.unsafe<Record<string, Cell>[]>(text, [from, upto], { prepare: true }).values();
}

const WITHIN = 'where written_in >= $1 and written_in < $2';

/** All columns of a table that are hashed, as text. The transaction's number is the third. */
export const HASHED = {
  request: `request_id::text, extract(epoch from disclosed_at)::text, written_in::text, position::text, subgraph,
    audience, actor, organization_id, recipient_name, recipient_address, agreement_id, purpose, policy_version,
    digest`,
  disclosure: `request_id::text, extract(epoch from disclosed_at)::text, written_in::text, record_id, rule, authority,
    coordinates, relation, stage, record_ids::text, position::text`,
};

/** Of a disclosure's columns that are hashed: its one record, and the array of its records. */
const RECORD = 3;
const RECORDS = 9;

const REQUESTS = `
  select ${HASHED.request}
  from ledger.request ${WITHIN}
  order by position::text collate "C", request_id::text collate "C"`;

const DISCLOSURES = `
  select ${HASHED.disclosure}, audience, purpose, organization_id
  from ledger.disclosure ${WITHIN}`;

/** Columns at the end of an entry that repeat its request. */
const REPEATED = 3;
