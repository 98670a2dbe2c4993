import { readCaseNumber } from '@good-standing/kernel/identifiers/case-number.ts';
import { readPort } from '@good-standing/kernel/identifiers/port.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  optionalField,
  readFields,
  textField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { readQuantity, readUnit } from './entry-fields.ts';

const COLUMNS = {
  case_number: readCaseNumber,
  published_on: dayField,
  seized_on: dayField,
  port: optionalField(readPort),
  description: textField(300),
  quantity: optionalField(readQuantity),
  unit: optionalField(readUnit),
  law_violated: textField(200),
};

const STORED: readonly StagedColumn[] = [
  { name: 'published_on', type: 'date' },
  { name: 'seized_on', type: 'date' },
  { name: 'port', type: 'text' },
  { name: 'description', type: 'text' },
  { name: 'quantity', type: 'double precision' },
  { name: 'unit', type: 'text' },
  { name: 'law_violated', type: 'text' },
];

/** Notices of seizure and intent to forfeit (88 FR 31268), a row each; a later row restates. */
export function forfeitureNoticesFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'forfeiture-notices',
    source: 'FORFEITURE_NOTICES',
    kind: 'CHANGES',
    tables: [
      { name: 'staged_forfeiture_notice', columns: [{ name: 'seizure_id', type: 'text' }, ...STORED] },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { case_number, ...notice } = read.fields;
      return {
        staged_forfeiture_notice: [{ seizure_id: recordId('sez', secret.ids, case_number), ...notice }],
      };
    },
    merge: [MERGE],
  };
}

const names = STORED.map(({ name }) => name);

const MERGE = `
  insert into forfeiture_notice (seizure_id, ${names.join(', ')}, run_id, line)
  select distinct on (seizure_id) seizure_id, ${names.join(', ')}, run_id, line
  from staged_forfeiture_notice
  order by seizure_id, record desc
  on conflict (seizure_id) do update
    set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}, run_id = excluded.run_id, line = excluded.line
    where (${names.map((name) => `forfeiture_notice.${name}`).join(', ')})
      is distinct from (${names.map((name) => `excluded.${name}`).join(', ')})`;
