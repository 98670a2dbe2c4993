import type { FileFacts, ReadRecord, Rejected } from '@good-standing/kernel/ingest/feed.ts';
import { type Columns, fieldsOf } from '@good-standing/kernel/ingest/fixed-width.ts';
import { lines } from '@good-standing/kernel/ingest/lines.ts';
import type { AeColumn, EntryRecord, HeaderColumn, LineColumn } from './entry-columns.ts';

/** ACE CATAIR Entry Summary Create/Update, rev. 108: the columns that are read, by position. */
const RECORD_10: Columns<'action' | 'filer' | 'number' | 'port' | 'type' | 'mode'> = {
  action: [3, 3],
  filer: [4, 6],
  number: [9, 16],
  port: [18, 21],
  type: [34, 35],
  mode: [36, 37],
};
const RECORD_11: Columns<'importer'> = { importer: [3, 14] };
const RECORD_40: Columns<'origin'> = { origin: [9, 10] };
const RECORD_50: Columns<'hts' | 'duty' | 'value' | 'quantity' | 'unit'> = {
  hts: [3, 12],
  duty: [14, 23],
  value: [25, 34],
  quantity: [36, 47],
  unit: [48, 50],
};

const WIDTH = 80;
const BATCH = 512;

interface AeLine {
  readonly line: number;
  readonly origin: string;
  readonly tariffs: Readonly<Record<'hts' | 'duty' | 'value' | 'quantity' | 'unit', string>>[];
}

interface AeEntry {
  readonly line: number;
  readonly header: Readonly<Record<'action' | 'filer' | 'number' | 'port' | 'type' | 'mode', string>>;
  importer: string;
  readonly lines: AeLine[];
}

type Out = ReadRecord<EntryRecord>;

/** Whether a file begins as entry summaries in AE records do. */
export function isAe(beginning: string): boolean {
  return /^\uFEFF?10[ARD]/.test(beginning);
}

/**
 * The entries of an AE file as rows of the feed. Records other than 10, 11, 40 and
 * 50 are passed over; a record out of place is broken.
 */
export async function* aeRecords(
  bytes: AsyncIterable<Uint8Array>,
  file: FileFacts,
): AsyncGenerator<readonly Out[]> {
  const receivedOn = file.receivedAt.toZonedDateTimeISO('UTC').toPlainDate().toString();
  let entry: AeEntry | null = null;
  let nth = 0;
  let batch: Out[] = [];
  for await (const texts of lines(bytes)) {
    for (const { line, text } of texts) {
      const kind = text.slice(0, 2);
      if (kind === '10') {
        if (entry !== null) batch.push(...rowsOf(entry, nth, receivedOn));
        nth += 1;
        entry = { line, header: fieldsOf(RECORD_10, text), importer: '', lines: [] };
      } else {
        const broken = take(entry, kind, text, line);
        if (broken !== null) batch.push({ line, broken });
      }
    }
    if (batch.length >= BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (entry !== null) batch.push(...rowsOf(entry, nth, receivedOn));
  yield batch;
}

/** Adds a record to the entry it belongs to. */
function take(entry: AeEntry | null, kind: string, text: string, line: number): Rejected | null {
  if (kind !== '11' && kind !== '40' && kind !== '50') return null;
  if (text.trimEnd().length > WIDTH) {
    return { field: 'row', expected: `${WIDTH} characters`, got: `${text.length} characters` };
  }
  if (entry === null) return outOfPlace('a record 10 before it', kind);
  if (kind === '11') entry.importer = fieldsOf(RECORD_11, text).importer;
  if (kind === '40') entry.lines.push({ line, origin: fieldsOf(RECORD_40, text).origin, tariffs: [] });
  if (kind !== '50') return null;
  const last = entry.lines.at(-1);
  if (last === undefined) return outOfPlace('a record 40 before it', kind);
  last.tariffs.push(fieldsOf(RECORD_50, text));
  return null;
}

function outOfPlace(expected: string, kind: string): Rejected {
  return { field: 'row', expected, got: `a record ${kind}` };
}

const NO_LINE: Readonly<Record<LineColumn, string>> = {
  line: '',
  hts: '',
  description: '',
  origin: '',
  line_value_usd: '',
  line_duty_usd: '',
  quantity: '',
  unit: '',
  mid: '',
  agencies: '',
};

function rowsOf(entry: AeEntry, nth: number, receivedOn: string): readonly Out[] {
  const group = { nth, header: headerOf(entry, receivedOn) };
  if (entry.header.action === 'D') return [{ line: entry.line, record: { group, row: NO_LINE } }];
  if (entry.lines.length === 0) {
    return [{ line: entry.line, broken: { field: 'row', expected: 'a record 40', got: 'none' } }];
  }
  return entry.lines.map((line, place) => ({
    line: line.line,
    record: { group, row: { ...NO_LINE, ...lineOf(line), line: String(place + 1) } },
  }));
}

function headerOf(entry: AeEntry, receivedOn: string): Readonly<Record<HeaderColumn | AeColumn, string>> {
  const { action, filer, number, port, type, mode } = entry.header;
  const tariffs = entry.lines.flatMap((line) => line.tariffs);
  return {
    action,
    received: 'Y',
    entry_number: `${filer}-${number.slice(0, 7)}-${number.slice(7)}`,
    entry_type: type,
    environment: environmentOf(mode),
    mode_of_transport: mode,
    port,
    filed_on: receivedOn,
    released_on: '',
    importer_number: entry.importer,
    post_code: '',
    entered_value_usd: sum(tariffs.map(({ value }) => value)),
    duties_owed_usd: dollarsOfCents(sum(tariffs.map(({ duty }) => duty))),
    duties_paid_usd: '',
    bond_type: '',
    surety_code: '',
  };
}

/** Express consignment is told by the carrier, which AE does not name: it counts as cargo. */
function environmentOf(mode: string): string {
  if (mode === '50') return 'MAIL';
  return ['33', '60', '70'].includes(mode) ? 'OTHER' : 'CARGO';
}

/** A line under several tariff numbers is that of the first, with the duties and values of all. */
function lineOf({ origin, tariffs }: AeLine): Partial<Record<LineColumn, string>> {
  const [first] = tariffs;
  return {
    origin,
    hts: first?.hts ?? '',
    quantity: first?.quantity ?? '',
    unit: first?.unit ?? '',
    line_value_usd: sum(tariffs.map(({ value }) => value)),
    line_duty_usd: dollarsOfCents(sum(tariffs.map(({ duty }) => duty))),
  };
}

/** Digits added up; text that is no digits comes back for the mapper to reject. */
function sum(amounts: readonly string[]): string {
  const odd = amounts.find((amount) => !/^\d*$/.test(amount));
  return odd ?? String(amounts.reduce((total, amount) => total + Number(amount), 0));
}

function dollarsOfCents(cents: string): string {
  if (!/^\d+$/.test(cents)) return cents;
  return `${cents.slice(0, -2) || '0'}.${cents.slice(-2).padStart(2, '0')}`;
}
