import { readCountryCode } from '@good-standing/kernel/identifiers/country-code.ts';
import { readEntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import { entryType, entryTypeOn, readEntryType } from '@good-standing/kernel/identifiers/entry-type.ts';
import { readHts } from '@good-standing/kernel/identifiers/hts.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { readPgaAgency } from '@good-standing/kernel/identifiers/pga-agency.ts';
import { readPort } from '@good-standing/kernel/identifiers/port.ts';
import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Rejected, StagedRow, StagedRows } from '@good-standing/kernel/ingest/feed.ts';
import {
  centsField,
  dayField,
  type Fields,
  listField,
  optionalField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import type { EntryRecord } from './entry-columns.ts';
import {
  readLineNumber,
  readManufacturerCode,
  readModeOfTransport,
  readQuantity,
  readSuretyCode,
  readUnit,
  remembered,
} from './entry-fields.ts';
import { ENTRY_COLUMNS } from './entry-staging.ts';

const day = remembered(dayField);

const HEADER = {
  entry_number: readEntryNumber,
  entry_type: readEntryType,
  environment: wordField(['MAIL', 'EXPRESS', 'CARGO', 'OTHER']),
  mode_of_transport: optionalField(readModeOfTransport),
  port: readPort,
  filed_on: day,
  released_on: optionalField(day),
  importer_number: readImporterNumber,
  post_code: optionalField(readPostCode),
  entered_value_usd: optionalField(centsField),
  duties_owed_usd: optionalField(centsField),
  duties_paid_usd: optionalField(centsField),
  bond_type: optionalField(wordField(['CONTINUOUS', 'SINGLE', 'NONE'])),
  surety_code: optionalField(readSuretyCode),
};

const LINE = {
  line: readLineNumber,
  hts: remembered(readHts),
  description: optionalField(textField(500)),
  origin: readCountryCode,
  line_value_usd: optionalField(centsField),
  line_duty_usd: optionalField(centsField),
  quantity: optionalField(readQuantity),
  unit: optionalField(readUnit),
  mid: optionalField(readManufacturerCode),
  agencies: remembered(listField(readPgaAgency)),
};

/** An entry on its way: read once, however many lines follow. */
interface Header {
  readonly group: EntryRecord['group'];
  readonly entry: StagedRow | Rejected;
  readonly id: string;
  readonly lines: Set<number>;
}

interface Ids {
  entry(number: string): string;
  importer(number: string): string;
}

/** Importers whose id is kept: few of them file most entries. */
const MOST_IMPORTERS = 20_000;

function idsOf({ ids }: Secret): Ids {
  const importer = remembered((number) => recordId('imp', ids, number), MOST_IMPORTERS);
  return { entry: (number) => recordId('ent', ids, number), importer };
}

/**
 * The mapper of the feed. The entry goes with its first line that is taken; a line
 * that is not leaves the others be. Rows of one entry come one after another.
 */
export function entryMapper(secret: Secret): (record: EntryRecord) => StagedRows | Rejected {
  const ids = idsOf(secret);
  let held: Header | null = null;
  return ({ group, row }) => {
    if (held?.group !== group) held = readHeader(group, ids);
    const { entry, id, lines } = held;
    if (isRejection(entry)) return entry;
    if (group.header.action === 'D') return { staged_entry: [entry] };
    const read = readFields(row, LINE);
    if ('rejected' in read) return read.rejected;
    const line = read.fields;
    if (lines.has(line.line))
      return { field: 'line', expected: 'a number once in its entry', got: String(line.line) };
    lines.add(line.line);
    const staged = stagedLine(id, group.nth, line);
    return lines.size === 1 ? { staged_entry: [entry], staged_line: [staged] } : { staged_line: [staged] };
  };
}

function isRejection(entry: StagedRow | Rejected): entry is Rejected {
  return 'expected' in entry;
}

function readHeader(group: EntryRecord['group'], ids: Ids): Header {
  const lines = new Set<number>();
  if (group.header.action === 'D') return readDeletion(group, ids);
  const read = readFields(group.header, HEADER);
  if ('rejected' in read) return { group, entry: read.rejected, id: '', lines };
  const entry = read.fields;
  const id = ids.entry(entry.entry_number);
  return { group, entry: notOnThatDay(entry) ?? stagedEntry(id, group, entry, ids), id, lines };
}

/** Of a deleted entry nothing counts but its number. */
function readDeletion(group: EntryRecord['group'], ids: Ids): Header {
  const read = readFields(group.header, { entry_number: readEntryNumber });
  const lines = new Set<number>();
  if ('rejected' in read) return { group, entry: read.rejected, id: '', lines };
  const id = ids.entry(read.fields.entry_number);
  const nothing = Object.fromEntries(ENTRY_COLUMNS.map(({ name }) => [name, null]));
  return { group, entry: { ...nothing, id, nth: group.nth, is_deleted: true, keeps_day: false }, id, lines };
}

/** A type that could not be filed on its day: not yet, no longer, or never. */
function notOnThatDay({ entry_type, filed_on }: Fields<typeof HEADER>): Rejected | null {
  if (entryTypeOn(entry_type, filed_on) !== null) return null;
  const { validFrom, validTo } = entryType(entry_type);
  const why =
    validTo !== null
      ? `; ${entry_type} is not accepted from ${validTo} on`
      : validFrom !== null
        ? `; ${entry_type} is accepted from ${validFrom} on`
        : `; ${entry_type} is accepted on no day`;
  return {
    field: 'entry_type',
    expected: `a type that could be filed on ${filed_on}${why}`,
    got: `"${entry_type}"`,
  };
}

function stagedEntry(
  id: string,
  { nth, header }: EntryRecord['group'],
  entry: Fields<typeof HEADER>,
  ids: Ids,
): StagedRow {
  return {
    id,
    nth,
    is_deleted: false,
    keeps_day: header.received === 'Y',
    known_on: null,
    filed_on: entry.filed_on,
    number: entry.entry_number,
    entry_type: entry.entry_type,
    environment: entry.environment,
    mode_of_transport: entry.mode_of_transport,
    port: entry.port,
    released_on: entry.released_on,
    importer_id: ids.importer(entry.importer_number),
    post_code: entry.post_code,
    entered_value_cents: entry.entered_value_usd,
    duties_owed_cents: entry.duties_owed_usd,
    duties_paid_cents: entry.duties_paid_usd,
    bond_type: entry.bond_type,
    surety_code: entry.surety_code,
  };
}

function stagedLine(entryId: string, nth: number, line: Fields<typeof LINE>): StagedRow {
  return {
    entry_id: entryId,
    nth,
    number: line.line,
    hts: line.hts,
    description: line.description,
    origin: line.origin,
    value_cents: line.line_value_usd,
    duty_cents: line.line_duty_usd,
    quantity: line.quantity,
    unit: line.unit,
    mid: line.mid,
    agencies: line.agencies,
  };
}
