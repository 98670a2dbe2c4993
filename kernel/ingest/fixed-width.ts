import type { ReadRecord } from './feed.ts';
import { lines } from './lines.ts';

/** A column by its positions as the record layouts print them: from 1, both ends in. */
export type Columns<Column extends string> = Readonly<Record<Column, readonly [from: number, to: number]>>;

export interface FixedWidthLayout<Column extends string> {
  readonly columns: Columns<Column>;
  /** The length every record has; a longer line is broken, a shorter one lost its trailing spaces. */
  readonly width: number;
  /** Which lines are records of this layout: others are passed over. All, where absent. */
  readonly isRecord?: (text: string) => boolean;
}

/** A reader of line records: each column as it stands, without the spaces around it. Blank lines are no records. */
export function fixedWidth<Column extends string>(
  layout: FixedWidthLayout<Column>,
): (
  bytes: AsyncIterable<Uint8Array>,
) => AsyncGenerator<readonly ReadRecord<Readonly<Record<Column, string>>>[]> {
  return async function* read(bytes) {
    for await (const batch of lines(bytes)) {
      const records: ReadRecord<Readonly<Record<Column, string>>>[] = [];
      for (const { line, text } of batch) {
        if (text.trim() === '' || layout.isRecord?.(text) === false) continue;
        records.push(readLine(layout, line, text));
      }
      if (records.length > 0) yield records;
    }
  };
}

function readLine<Column extends string>(
  layout: FixedWidthLayout<Column>,
  line: number,
  text: string,
): ReadRecord<Readonly<Record<Column, string>>> {
  if (text.trimEnd().length > layout.width) {
    const expected = `${layout.width} characters`;
    return { line, broken: { field: 'row', expected, got: `${text.length} characters` } };
  }
  return { line, record: fieldsOf(layout.columns, text) };
}

/** The columns of one line record. */
export function fieldsOf<Column extends string>(
  columns: Columns<Column>,
  text: string,
): Readonly<Record<Column, string>> {
  const record: Record<string, string> = {};
  for (const column in columns) {
    const [from, to] = columns[column];
    record[column] = text.slice(from - 1, to).trim();
  }
  return record as Readonly<Record<Column, string>>;
}
