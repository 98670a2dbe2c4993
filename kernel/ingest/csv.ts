import { BROKEN, csvScanner, NEED_MORE } from './csv-scan.ts';
import { type ReadRecord, UnreadableFile } from './feed.ts';
import { type ColumnNames, type ColumnPositions, columnsOf } from './header.ts';

/** A record longer than this is taken for an opening quote that nobody closed. */
const LONGEST_RECORD = 1024 * 1024;
const BATCH = 512;

export interface CsvLayout<Required extends string, Optional extends string> {
  /** The wanted columns and the names they go by; a header without one of them is refused. */
  readonly required: Readonly<Record<Required, ColumnNames>>;
  readonly optional?: Readonly<Record<Optional, ColumnNames>>;
}

/** The wanted fields of one row, as they stand; null for a column the file does not have. */
export type CsvRecord<Required extends string, Optional extends string> = Readonly<
  Record<Required, string> & Record<Optional, string | null>
>;

/**
 * A reader of CSV (RFC 4180) by header name: UTF-8, a byte order mark or none, CRLF
 * or LF, quoted newlines, doubled quotes. Blank lines are no rows.
 *
 * A row that breaks the format, or has more or fewer fields than the header, is one
 * broken record with the line it starts on; reading goes on at the next line that
 * is a whole row or at least begins as one, so that no good row after a broken one
 * is lost and every row is accounted for.
 */
export function csv<Required extends string, Optional extends string = never>(
  layout: CsvLayout<Required, Optional>,
): (
  bytes: AsyncIterable<Uint8Array>,
) => AsyncGenerator<readonly ReadRecord<CsvRecord<Required, Optional>>[]> {
  return (bytes) => readCsv(bytes, layout);
}

async function* readCsv<Required extends string, Optional extends string>(
  bytes: AsyncIterable<Uint8Array>,
  layout: CsvLayout<Required, Optional>,
): AsyncGenerator<readonly ReadRecord<CsvRecord<Required, Optional>>[]> {
  const decoder = new TextDecoder('utf-8');
  const reader = csvReader(layout);
  for await (const part of bytes) yield* reader.read(decoder.decode(part, { stream: true }), false);
  yield* reader.read(decoder.decode(), true);
  if (!reader.hasHeader()) throw new UnreadableFile('expected a CSV header, got an empty file');
}

interface CsvReader<Record> {
  read(more: string, isLast: boolean): Generator<readonly ReadRecord<Record>[]>;
  hasHeader(): boolean;
}

function csvReader<Required extends string, Optional extends string>(
  layout: CsvLayout<Required, Optional>,
): CsvReader<CsvRecord<Required, Optional>> {
  type Row = CsvRecord<Required, Optional>;
  const scanner = csvScanner();
  let rest = '';
  let line = 1;
  let header: {
    readonly width: number;
    readonly isQuoted: boolean;
    readonly recordOf: (fields: string[]) => Row;
  } | null = null;

  return { read, hasHeader: () => header !== null };

  function* read(more: string, isLast: boolean): Generator<readonly ReadRecord<Row>[]> {
    const text = rest === '' ? more : rest + more;
    let at = 0;
    let batch: ReadRecord<Row>[] = [];
    while (at < text.length) {
      const blank = blankLine(text, at);
      if (blank !== 0) {
        at += blank;
        line += 1;
        continue;
      }
      const next = scanner.scan(text, at, isLast);
      if (next === NEED_MORE && text.length - at < LONGEST_RECORD) break;
      if (header === null) {
        header = readHeader(next, text, at);
        at = next;
        line += 1;
        continue;
      }
      if (next >= 0 && scanner.fields.length === header.width) {
        batch.push({ line, record: header.recordOf(scanner.fields) });
        line += linesWithin(text, at, next);
        at = next;
      } else {
        const expected = brokenBecause(next, header.width);
        const resumed = nextStart(text, at, isLast, header);
        if (resumed === NEED_MORE) break;
        batch.push({ line, broken: { field: 'row', ...expected } });
        line += linesWithin(text, at, resumed);
        at = resumed;
      }
      if (batch.length >= BATCH) {
        yield batch;
        batch = [];
      }
    }
    rest = at === 0 ? text : text.slice(at);
    if (batch.length > 0) yield batch;
  }

  function readHeader(next: number, text: string, at: number) {
    if (next < 0) throw new UnreadableFile(`expected a CSV header, got: ${text.slice(at, at + 100)}`);
    const names = scanner.fields;
    const positions = columnsOf<Required | Optional>(names, layout.required, layout.optional);
    return {
      width: names.length,
      isQuoted: text.charCodeAt(at) === 34,
      recordOf: recordBuilder<Row>(positions),
    };
  }

  function brokenBecause(next: number, width: number): { expected: string; got: string } {
    if (next === NEED_MORE) return { expected: 'a closing quote', got: 'none within 1 MiB' };
    if (next === BROKEN && scanner.breach !== null) return scanner.breach;
    return { expected: `${width} fields`, got: `${scanner.fields.length} fields` };
  }

  /**
   * Where the row after a broken one starts: at the next line that is a whole row
   * of the header's width, or that at least begins as rows of this file do.
   */
  function nextStart(
    text: string,
    from: number,
    isLast: boolean,
    { width, isQuoted }: { readonly width: number; readonly isQuoted: boolean },
  ): number {
    let at = from;
    for (;;) {
      const newline = text.indexOf('\n', at);
      if (newline === -1) return isLast || text.length - from >= LONGEST_RECORD ? text.length : NEED_MORE;
      at = newline + 1;
      if (at >= text.length) return isLast ? at : NEED_MORE;
      const next = scanner.scan(text, at, isLast);
      if (next === NEED_MORE && text.length - at < LONGEST_RECORD) return NEED_MORE;
      if (next >= 0 && scanner.fields.length === width) return at;
      if (beginsAsRow(text, at, width, isQuoted)) return at;
    }
  }
}

/** In a file of quoted fields a row begins with one and a comma; elsewhere its line has all the commas. */
function beginsAsRow(text: string, at: number, width: number, isQuoted: boolean): boolean {
  const newline = text.indexOf('\n', at);
  const line = text.slice(at, newline === -1 ? text.length : newline);
  if (isQuoted) return /^"[^"]*",("|,)/.test(line);
  return line.split(',').length >= width;
}

function recordBuilder<Row>(positions: ColumnPositions<string>): (fields: string[]) => Row {
  const columns = Object.keys(positions);
  const places = Object.values(positions);
  return (fields) => {
    const record: Record<string, string | null> = {};
    for (let i = 0; i < columns.length; i += 1) {
      record[columns[i] as string] = fields[places[i] as number] ?? null;
    }
    return record as Row;
  };
}

/** The length of the line end at this place, or 0. */
function blankLine(text: string, at: number): number {
  const character = text.charCodeAt(at);
  if (character === 10) return 1;
  return character === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 0;
}

function linesWithin(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
