import { csv } from '@good-standing/kernel/ingest/csv.ts';
import type { FileFacts, ReadRecord } from '@good-standing/kernel/ingest/feed.ts';
import { aeRecords, isAe } from './ae-records.ts';
import {
  type AeColumn,
  type EntryRecord,
  HEADER_COLUMNS,
  type HeaderColumn,
  LINE_COLUMNS,
  type LineColumn,
} from './entry-columns.ts';
import { groupRows } from './row-groups.ts';

type Column = HeaderColumn | LineColumn;

const names = Object.fromEntries([...HEADER_COLUMNS, ...LINE_COLUMNS].map((column) => [column, [column]]));
const readCsv = csv({ required: names as Record<Column, [string]> });

/** Entries as CSV or as AE records, told apart by the first bytes. A batch holds whole entries. */
export async function* readEntries(
  bytes: AsyncIterable<Uint8Array>,
  file: FileFacts,
): AsyncGenerator<readonly ReadRecord<EntryRecord>[]> {
  const parts = bytes[Symbol.asyncIterator]();
  const first = await parts.next();
  const beginning = first.done ? '' : new TextDecoder().decode(first.value.subarray(0, 16));
  const whole = again(first, parts);
  if (isAe(beginning)) {
    yield* aeRecords(whole, file);
    return;
  }
  const rows = readCsv(whole);
  yield* groupRows<HeaderColumn | AeColumn, LineColumn>(
    rows as AsyncIterable<readonly ReadRecord<Record<Column | AeColumn, string>>[]>,
    'entry_number',
    HEADER_COLUMNS,
  );
}

async function* again(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let part = first; !part.done; part = await rest.next()) yield part.value;
}
