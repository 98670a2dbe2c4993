import type { Sql, TransactionSql } from '../postgres/pool.ts';

/** The transactions from `from` up to, but not with, `upto`. */
export interface Span {
  readonly from: number;
  readonly upto: number;
}

type Cell = string | null;

/** A row of the ledger, as text, every column of it. */
export interface WrittenRow {
  /** The bytes that are hashed. */
  readonly canonical: string;
  /** Null: the row of the request itself. */
  readonly record: string | null;
  /** What an entry repeats of its request, or the request has to be repeated; no part of what is hashed. */
  readonly repeated: string;
}

/** One request and what it disclosed. */
export interface WrittenRequest {
  readonly requestId: string;
  /** The request first, unless its row is gone; then its disclosures by their bytes. */
  readonly rows: readonly WrittenRow[];
}

/** Rows of one span: bounds memory, but for one commit of the ledger, which is bounded itself. */
const MOST_ROWS = { request: 5_000, disclosure: 20_000 };

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

/** What was written in a span, in the order in which it is chained. */
export async function written(reader: Sql | TransactionSql, span: Span): Promise<readonly WrittenRequest[]> {
  const requests = await cells(reader, REQUESTS, span);
  const disclosures = await cells(reader, DISCLOSURES, span);
  const byRequest = new Map<Cell, WrittenRow[]>();
  for (const row of disclosures) {
    const hashed = row.slice(0, -REPEATED);
    const [requestId = null, , , record = null] = hashed;
    const repeated = JSON.stringify(row.slice(-REPEATED));
    const line = { canonical: JSON.stringify(['disclosure', ...hashed]), record, repeated };
    const known = byRequest.get(requestId);
    if (known === undefined) byRequest.set(requestId, [line]);
    else known.push(line);
  }
  const groups = requests.map((row): WrittenRequest => {
    const [requestId = null] = row;
    const disclosed = byRequest.get(requestId) ?? [];
    byRequest.delete(requestId);
    const [, , , , , audience, , organization, , , , purpose] = row;
    const repeated = JSON.stringify([audience, purpose, organization]);
    const own = { canonical: JSON.stringify(['request', ...row]), record: null, repeated };
    return { requestId: requestId ?? '', rows: [own, ...disclosed.sort(byBytes)] };
  });
  const orphans = [...byRequest].map(([requestId, rows]): WrittenRequest => {
    return { requestId: requestId ?? '', rows: rows.sort(byBytes) };
  });
  return [...groups, ...orphans.sort((a, b) => (a.requestId < b.requestId ? -1 : 1))];
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

const REQUESTS = `
  select request_id::text, extract(epoch from disclosed_at)::text, written_in::text, position::text, subgraph,
    audience, actor, organization_id, recipient_name, recipient_address, agreement_id, purpose, policy_version,
    digest
  from ledger.request ${WITHIN}
  order by position, request_id`;

const DISCLOSURES = `
  select request_id::text, extract(epoch from disclosed_at)::text, written_in::text, record_id, rule, authority,
    coordinates, relation, stage, audience, purpose, organization_id
  from ledger.disclosure ${WITHIN}`;

/** Columns at the end of an entry that repeat its request. */
const REPEATED = 3;
