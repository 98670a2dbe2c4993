import type { ReadRecord, Rejected } from '@good-standing/kernel/ingest/feed.ts';

/** The rows in a row that say one record: an entry and its lines, a seizure and its. */
export interface Group<Column extends string> {
  /** Place of the group in the file, from 0. */
  readonly nth: number;
  /** The columns that every row of the group repeats, as its first row has them. */
  readonly header: Readonly<Record<Column, string | null>>;
}

export interface GroupedRow<Header extends string, Own extends string> {
  readonly group: Group<Header>;
  /** The columns of this row alone. */
  readonly row: Readonly<Record<Own, string | null>>;
}

/** Null for a column that the file does not have. */
type Row<Header extends string, Own extends string> = Readonly<Record<Header | Own, string | null>>;
type Read<Header extends string, Own extends string> = ReadRecord<Row<Header, Own>>;

/** Rows of one group; the ones beyond are broken. Twice what one record can have. */
const MOST_ROWS = 2_000;
const BATCH = 512;

/**
 * Groups rows that stand together under one key. A group whose rows disagree in a
 * repeated column is broken row by row. A batch holds whole groups, so that a group
 * is merged in one transaction.
 */
export async function* groupRows<Header extends string, Own extends string>(
  batches: AsyncIterable<readonly Read<Header, Own>[]>,
  key: Header,
  headers: readonly Header[],
): AsyncGenerator<readonly ReadRecord<GroupedRow<Header, Own>>[]> {
  let nth = 0;
  let held: Read<Header, Own>[] = [];
  let heldKey: string | null = null;
  let batch: ReadRecord<GroupedRow<Header, Own>>[] = [];
  for await (const records of batches) {
    for (const read of records) {
      const own: string | null = 'record' in read ? read.record[key] : heldKey;
      if (own !== heldKey) {
        for (const row of grouped(held, nth, headers)) batch.push(row);
        nth += 1;
        held = [];
        heldKey = own;
      }
      held.push(read);
    }
    if (batch.length >= BATCH) {
      yield batch;
      batch = [];
    }
  }
  for (const row of grouped(held, nth, headers)) batch.push(row);
  yield batch;
}

function grouped<Header extends string, Own extends string>(
  rows: readonly Read<Header, Own>[],
  nth: number,
  headers: readonly Header[],
): ReadRecord<GroupedRow<Header, Own>>[] {
  const first = rows.find((read) => 'record' in read)?.record;
  if (first === undefined) return rows.filter((read) => 'broken' in read);
  const group = { nth, header: first };
  const disagreement = headers.find((column) =>
    rows.some((read) => 'record' in read && read.record[column] !== first[column]),
  );
  return rows.map((read, place) => {
    if ('broken' in read) return read;
    if (disagreement !== undefined) return { line: read.line, broken: disagrees(disagreement) };
    if (place >= MOST_ROWS) return { line: read.line, broken: tooMany() };
    return { line: read.line, record: { group, row: read.record } };
  });
}

/** NOTE: what the rows say is not quoted: the column may be an importer number. */
function disagrees(field: string): Rejected {
  return { field, expected: 'the same on every row of one record', got: 'different values' };
}

function tooMany(): Rejected {
  return { field: 'row', expected: `at most ${MOST_ROWS} rows of one record`, got: 'more' };
}
