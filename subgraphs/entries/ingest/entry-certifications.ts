import { noteCorrections } from '@good-standing/kernel/correction/note-corrections.ts';
import { readEntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  listField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { numberField, readLineNumber } from './entry-fields.ts';
import { publishRestated } from './publish-corrections.ts';
import { restate } from './restate.ts';

const COLUMNS = {
  certification: numberField('the number of a certification'),
  entry_number: readEntryNumber,
  kind: wordField(['CAATSA', 'LAWFUL_IMPORTATION'] as const),
  lines: listField(readLineNumber),
  signed_by: textField(200),
  signed_on: dayField,
};

const STORED: readonly StagedColumn[] = [
  { name: 'certification', type: 'text' },
  { name: 'entry_id', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'lines', type: 'integer[]' },
  { name: 'signed_by', type: 'text' },
  { name: 'signed_on', type: 'date' },
];

/** Agencies read it through the entry. */
const CORRECTIONS = noteCorrections({
  held: 'entry_certification',
  restated: '(select distinct on (id) * from staged_entry_certification order by id, record desc)',
  record: 'held.entry_id',
  readers: `array['OTHERS'] || coalesce((
    select entry.agencies
    from entry_day
    join entry on entry.filed_on = entry_day.filed_on and entry.id = entry_day.id
    where entry_day.id = held.entry_id), '{}')`,
  coordinates: {
    'Entry.certifications': ['kind', 'lines', 'signed_on'],
    'Certification.signedBy': ['signed_by'],
  },
});

/** What is certified with entries, a row each; a later row restates. */
export function entryCertificationsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'entry-certifications',
    source: 'ENTRY_CERTIFICATIONS',
    kind: 'CHANGES',
    tables: [{ name: 'staged_entry_certification', columns: [{ name: 'id', type: 'text' }, ...STORED] }],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { entry_number, lines, ...certified } = read.fields;
      return {
        staged_entry_certification: [
          {
            ...certified,
            id: recordId('cer', secret.ids, certified.certification),
            entry_id: recordId('ent', secret.ids, entry_number),
            lines: [...new Set(lines)].sort((one, other) => one - other),
          },
        ],
      };
    },
    merge: [CORRECTIONS, restate('entry_certification', 'staged_entry_certification', STORED)],
    after: (tx) => publishRestated(tx, secret),
  };
}
