import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import { type ReadRecord, UnreadableFile } from '@good-standing/kernel/ingest/feed.ts';
import { columnsOfFields, type FieldReader } from '@good-standing/kernel/ingest/fields.ts';

/**
 * CSV with exactly these columns. A file without this header may begin with the
 * row of a person: what it begins with is not shown.
 */
export function personalCsv<Column extends string>(
  columns: Readonly<Record<Column, FieldReader<unknown>>>,
): (bytes: AsyncIterable<Uint8Array>) => AsyncGenerator<readonly ReadRecord<CsvRecord<Column, never>>[]> {
  const read = csv({ required: columnsOfFields(columns) });
  return async function* (bytes) {
    try {
      yield* read(bytes);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      throw new UnreadableFile(`expected a CSV header with the columns ${Object.keys(columns).join(', ')}`);
    }
  };
}
