import type { StagedColumn, StagedTable } from '@good-standing/kernel/ingest/feed.ts';
import { STAGED_HISTORY } from './entry-history.ts';

/** Columns of an entry that a restatement may change. */
export const RESTATED = [
  { name: 'number', type: 'text' },
  { name: 'entry_type', type: 'text' },
  { name: 'environment', type: 'text' },
  { name: 'mode_of_transport', type: 'text' },
  { name: 'port', type: 'text' },
  { name: 'released_on', type: 'date' },
  { name: 'importer_id', type: 'text' },
  { name: 'post_code', type: 'text' },
  { name: 'entered_value_cents', type: 'bigint' },
  { name: 'duties_owed_cents', type: 'bigint' },
  { name: 'duties_paid_cents', type: 'bigint' },
  { name: 'bond_type', type: 'text' },
  { name: 'surety_code', type: 'text' },
] as const satisfies readonly StagedColumn[];

/** Columns of a line that a restatement may change. */
export const RESTATED_LINE = [
  { name: 'hts', type: 'text' },
  { name: 'description', type: 'text' },
  { name: 'origin', type: 'text' },
  { name: 'value_cents', type: 'bigint' },
  { name: 'duty_cents', type: 'bigint' },
  { name: 'quantity', type: 'double precision' },
  { name: 'unit', type: 'text' },
  { name: 'mid', type: 'text' },
  { name: 'agencies', type: 'text[]' },
] as const satisfies readonly StagedColumn[];

/**
 * `nth` tells two statements of one entry in one file apart. `known_on` is the day
 * of filing under which the entry is in the tables; null: it is not.
 */
export const ENTRY_COLUMNS: readonly StagedColumn[] = [
  { name: 'id', type: 'text' },
  { name: 'nth', type: 'bigint' },
  { name: 'is_deleted', type: 'boolean' },
  { name: 'keeps_day', type: 'boolean' },
  { name: 'known_on', type: 'date' },
  { name: 'filed_on', type: 'date' },
  ...RESTATED,
];

export const STAGED: readonly StagedTable[] = [
  { name: 'staged_entry', columns: ENTRY_COLUMNS },
  {
    name: 'staged_line',
    columns: [
      { name: 'entry_id', type: 'text' },
      { name: 'nth', type: 'bigint' },
      { name: 'number', type: 'integer' },
      ...RESTATED_LINE,
    ],
  },
  STAGED_HISTORY,
];
