import { noteCorrections } from '@good-standing/kernel/correction/note-corrections.ts';

/**
 * What of entries is about to be restated otherwise, before they leave their partition
 * where the day of filing is another. Not what was paid: a payment corrects nothing (policy).
 */
export const ENTRY_CORRECTIONS = noteCorrections({
  held: 'entry',
  restated: `(
    select id, known_on as filed_on, importer_id, entered_value_cents, duties_owed_cents, bond_type, surety_code
    from staged_entry
    where known_on is not null and not is_deleted)`,
  keys: ['filed_on', 'id'],
  coordinates: {
    'Entry.importer': ['importer_id'],
    'Entry.enteredValue': ['entered_value_cents'],
    'Entry.dutiesOwed': ['duties_owed_cents'],
    'Entry.security': ['bond_type', 'surety_code'],
  },
});

/** Agencies read the lines that are flagged to them; everybody else reads all. */
const FLAGGED = (agencies: string) => `array['OTHERS'] || ${agencies}`;

/**
 * The same of lines. Not to which agencies they are flagged, which each is told of itself alone.
 * NOTE: each is looked up in the index: the planner would rather read all partitions for every chunk.
 */
export const ENTRY_LINE_CORRECTIONS = noteCorrections({
  held: `lateral (
    select entry_line.*
    from entry_line
    where entry_line.filed_on = restated.filed_on
      and entry_line.entry_id = restated.entry_id
      and entry_line.number = restated.number
    offset 0)`,
  restated: `(
    select staged_line.*, staged_entry.known_on as filed_on
    from staged_line
    join staged_entry on staged_entry.id = staged_line.entry_id
    where staged_entry.known_on is not null and not staged_entry.is_deleted)`,
  keys: ['filed_on', 'entry_id', 'number'],
  record: `held.entry_id || '/' || held.number`,
  readers: FLAGGED('held.agencies || restated.agencies'),
  coordinates: {
    'Entry.lines': ['hts', 'description', 'origin', 'quantity', 'unit'],
    'EntryLine.value': ['value_cents'],
    'EntryLine.duty': ['duty_cents'],
    'EntryLine.manufacturerCode': ['mid'],
  },
});

/** Lets go of lines of entries and notes that they are gone. @param deletion the statement that deletes them. */
export function vanishedLines(deletion: string): string {
  return `
  with gone as (${deletion}
    returning entry_line.entry_id, entry_line.agencies
  )
  insert into correction (record_id, coordinates, readers)
  select entry_id, array['Entry.lines'], ${FLAGGED('agencies')}
  from gone`;
}
