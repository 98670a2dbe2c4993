import { readEntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import {
  centsField,
  columnsOfFields,
  dayField,
  optionalField,
  readFields,
  yesNoField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { unpaidLiability } from '../rules/unpaid-liability.ts';
import { publishConduct } from '../standing/publish-findings.ts';
import { numberField, readWord } from './entry-fields.ts';
import { restate } from './restate.ts';

const COLUMNS = {
  bill_number: numberField('a bill number'),
  importer_number: readImporterNumber,
  entry_number: optionalField(readEntryNumber),
  kind: readWord,
  amount_usd: centsField,
  issued_on: dayField,
  due_on: dayField,
  protested: yesNoField,
};

const STORED: readonly StagedColumn[] = [
  { name: 'bill_number', type: 'text' },
  { name: 'importer_id', type: 'text' },
  { name: 'entry_id', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'amount_cents', type: 'bigint' },
  { name: 'issued_on', type: 'date' },
  { name: 'due_on', type: 'date' },
  { name: 'protested', type: 'boolean' },
];

/** Bills to importers, a row each; a later row restates. */
export function billsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'bills',
    source: 'BILLS',
    kind: 'CHANGES',
    tables: [{ name: 'staged_bill', columns: [{ name: 'id', type: 'text' }, ...STORED] }],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { importer_number, entry_number, amount_usd, ...bill } = read.fields;
      return {
        staged_bill: [
          {
            ...bill,
            id: recordId('bil', secret.ids, bill.bill_number),
            importer_id: recordId('imp', secret.ids, importer_number),
            entry_id: entry_number === null ? null : recordId('ent', secret.ids, entry_number),
            amount_cents: amount_usd,
          },
        ],
      };
    },
    merge: [restate('bill', 'staged_bill', STORED)],
    after: publishConduct('staged_bill', [unpaidLiability]),
  };
}
