import type { GroupedRow } from './row-groups.ts';

/** Columns that every row of an entry repeats. */
export const HEADER_COLUMNS = [
  'entry_number',
  'entry_type',
  'environment',
  'mode_of_transport',
  'port',
  'filed_on',
  'released_on',
  'importer_number',
  'post_code',
  'entered_value_usd',
  'duties_owed_usd',
  'duties_paid_usd',
  'bond_type',
  'surety_code',
] as const;

/** Columns of one line. */
export const LINE_COLUMNS = [
  'line',
  'hts',
  'description',
  'origin',
  'line_value_usd',
  'line_duty_usd',
  'quantity',
  'unit',
  'mid',
  'agencies',
] as const;

export type HeaderColumn = (typeof HEADER_COLUMNS)[number];
export type LineColumn = (typeof LINE_COLUMNS)[number];

/**
 * What an AE file says besides, absent in CSV: `D` where the entry is deleted, and
 * `Y` where the day of filing is only the day of receipt.
 */
export type AeColumn = 'action' | 'received';

/** One line of an entry. Of a deleted entry there is one row, without a line. */
export type EntryRecord = GroupedRow<HeaderColumn | AeColumn, LineColumn>;
