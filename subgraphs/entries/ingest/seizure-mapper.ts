import { filerCodeOf } from '@good-standing/kernel/identifiers/entry-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Rejected, StagedRow, StagedRows } from '@good-standing/kernel/ingest/feed.ts';
import { readFields } from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { importerWindowEndsOn } from '../rules/importer-window.ts';
import { decidedTogether, notBefore } from './in-order.ts';
import { stagedClocksOfGoods, stagedClocksOfLine } from './seizure-clocks.ts';
import type { SeizureRecord } from './seizure-columns.ts';
import { basisOf, HEADER, LINE, type Seizure, type SeizureLine } from './seizure-fields.ts';

/** A seizure on its way: read once, however many lines follow. */
interface Header {
  readonly group: SeizureRecord['group'];
  readonly read: { readonly fields: Seizure; readonly id: string } | { readonly rejected: Rejected };
  readonly lines: Set<number>;
}

/**
 * The mapper of the feed. The seizure goes with its first line that is taken; a
 * line that is not leaves the others be. Rows of one seizure come one after another.
 */
export function seizureMapper(secret: Secret): (record: SeizureRecord) => StagedRows | Rejected {
  let held: Header | null = null;
  return ({ group, row }) => {
    if (held?.group !== group) held = { group, read: readHeader(group.header, secret), lines: new Set() };
    const { read, lines } = held;
    if ('rejected' in read) return read.rejected;
    const line = readFields(row, LINE);
    if ('rejected' in line) return line.rejected;
    const rejected =
      decidedTogether(line.fields, 'consent_answer', 'consent_answered_on') ??
      notBefore(line.fields, [['consent_asked_on', 'consent_answered_on']]);
    if (rejected !== null) return rejected;
    const { line: number } = line.fields;
    if (lines.has(number))
      return { field: 'line', expected: 'a number once in its seizure', got: String(number) };
    lines.add(number);
    const staged = stagedLine(read, group.nth, line.fields, secret);
    const clocks = { group, seizure: read, line: line.fields, secret };
    if (lines.size > 1)
      return { staged_seizure_line: [staged], staged_seizure_clock: stagedClocksOfLine(clocks) };
    return {
      staged_seizure: [stagedSeizure(read, group.nth, secret)],
      staged_seizure_line: [staged],
      staged_seizure_clock: [...stagedClocksOfGoods(clocks), ...stagedClocksOfLine(clocks)],
    };
  };
}

function readHeader(header: SeizureRecord['group']['header'], secret: Secret): Header['read'] {
  const read = readFields(header, HEADER);
  if ('rejected' in read) return read;
  const rejected = outOfOrder(read.fields) ?? decidedTogether(read.fields, 'disposition', 'disposed_on');
  if (rejected !== null) return { rejected };
  return { fields: read.fields, id: recordId('sez', secret.ids, read.fields.case_number) };
}

const EVENTS = [
  'importer_responded_on',
  'images_requested_on',
  'importer_notified_on',
  'detained_on',
  'seized_on',
  'forfeited_on',
  'abandoned_on',
  'excluded_on',
  'released_on',
  'disposed_on',
] as const;

/** What is held stands last in lists: its place tells no day. */
const BEFORE_ALL = Temporal.PlainDate.from('0001-01-01');

/** Nothing happens to goods before they are presented. */
function outOfOrder(seizure: Seizure): Rejected | null {
  for (const field of EVENTS) {
    const on = seizure[field];
    if (on === null || Temporal.PlainDate.compare(on, seizure.presented_on) >= 0) continue;
    return { field, expected: `a day not before presented_on, ${seizure.presented_on}`, got: String(on) };
  }
  return null;
}

function stagedSeizure(
  { fields, id }: { readonly fields: Seizure; readonly id: string },
  nth: number,
  secret: Secret,
): StagedRow {
  const { entry_number, importer_number, domestic_value_usd, ...seizure } = fields;
  return {
    ...seizure,
    id,
    nth,
    entry_id: entry_number === null ? null : recordId('ent', secret.ids, entry_number),
    filer_code: entry_number === null ? null : filerCodeOf(entry_number),
    importer_id: importer_number === null ? null : recordId('imp', secret.ids, importer_number),
    domestic_value_cents: domestic_value_usd,
    importer_window_ends_on:
      seizure.detention_notice_on === null ? null : importerWindowEndsOn(seizure.detention_notice_on),
  };
}

function stagedLine(
  { fields, id }: { readonly fields: Seizure; readonly id: string },
  nth: number,
  line: SeizureLine,
  secret: Secret,
): StagedRow {
  const event_on = fields.detained_on ?? fields.seized_on ?? fields.presented_on;
  const isHeld = fields.law_enforcement_hold || fields.national_security_hold;
  return {
    seizure_id: id,
    nth,
    number: line.line,
    event_on,
    listed_on: isHeld ? BEFORE_ALL : event_on,
    acted_on: isHeld ? BEFORE_ALL : (fields.detained_on ?? fields.seized_on ?? BEFORE_ALL),
    recordation_id: line.recordation === null ? null : recordId('rec', secret.ids, line.recordation),
    agencies: line.agencies,
    gray_market: line.gray_market,
    basis: basisOf(fields, line),
    description: line.line_description,
    quantity: line.line_quantity,
    description_at_entry: line.line_description_at_entry,
    description_at_detention: line.line_description_at_detention,
    description_at_seizure: line.line_description_at_seizure,
    quantity_at_entry: line.line_quantity_at_entry,
    quantity_at_detention: line.line_quantity_at_detention,
    quantity_at_seizure: line.line_quantity_at_seizure,
    value_cents: line.line_value_usd,
    limited_disclosed_on: line.limited_disclosed_on,
    comprehensive_disclosed_on: line.comprehensive_disclosed_on,
    consent_asked_on: line.consent_asked_on,
    consent_answer: line.consent_answer,
    consent_answered_on: line.consent_answered_on,
  };
}
