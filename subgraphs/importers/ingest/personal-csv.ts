import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import { type ReadRecord, UnreadableFile } from '@good-standing/kernel/ingest/feed.ts';
import { columnsOfFields, type FieldReader } from '@good-standing/kernel/ingest/fields.ts';
import type { ColumnNames } from '@good-standing/kernel/ingest/header.ts';

/**
 * CSV with exactly these columns. A file without this header may begin with the
 * row of a person: what it begins with is not shown.
 */
export function personalCsv<Column extends string>(
  columns: Readonly<Record<Column, FieldReader<unknown>>>,
): Read<Column, never> {
  return personalCsvSince(columns, []);
}

/** The same; the columns of `later` a file may also be without, which says as much as leaving them empty. */
export function personalCsvSince<Column extends string, Later extends Column>(
  columns: Readonly<Record<Column, FieldReader<unknown>>>,
  later: readonly Later[],
): Read<Column, Later> {
  const read = csv(parted<Column, Later>(columnsOfFields(columns), later));
  return async function* (bytes) {
    try {
      yield* read(bytes);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      throw new UnreadableFile(`expected a CSV header with the columns ${Object.keys(columns).join(', ')}`);
    }
  };
}

type Read<Column extends string, Later extends Column> = (
  bytes: AsyncIterable<Uint8Array>,
) => AsyncGenerator<readonly ReadRecord<PersonalRecord<Column, Later>>[]>;

export type PersonalRecord<Column extends string, Later extends Column> = CsvRecord<
  Exclude<Column, Later>,
  Later
>;

function parted<Column extends string, Later extends Column>(
  columns: Readonly<Record<Column, ColumnNames>>,
  later: readonly Later[],
) {
  const required: Record<string, ColumnNames> = { ...columns };
  const optional: Record<string, ColumnNames> = {};
  for (const column of later) {
    optional[column] = columns[column];
    delete required[column];
  }
  return {
    required: required as Record<Exclude<Column, Later>, ColumnNames>,
    optional: optional as Record<Later, ColumnNames>,
  };
}
