import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import { centsField, columnsOfFields, dayField, readFields } from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { publishActivity } from '../standing/publish-activity.ts';
import { publishConduct } from '../standing/publish-findings.ts';
import { numberField } from './entry-fields.ts';
import { restate } from './restate.ts';

const COLUMNS = {
  payment_number: numberField('a payment number'),
  bill_number: numberField('a bill number'),
  amount_usd: centsField,
  paid_on: dayField,
};

const STORED: readonly StagedColumn[] = [
  { name: 'bill_id', type: 'text' },
  { name: 'amount_cents', type: 'bigint' },
  { name: 'paid_on', type: 'date' },
];

/** Payments on bills, a row each; a later row restates. A payment may come before its bill. */
export function paymentsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'payments',
    source: 'PAYMENTS',
    kind: 'CHANGES',
    tables: [{ name: 'staged_payment', columns: [{ name: 'id', type: 'text' }, ...STORED] }],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { payment_number, bill_number, amount_usd, paid_on } = read.fields;
      return {
        staged_payment: [
          {
            id: recordId('pay', secret.ids, payment_number),
            bill_id: recordId('bil', secret.ids, bill_number),
            amount_cents: amount_usd,
            paid_on,
          },
        ],
      };
    },
    merge: [restate('payment', 'staged_payment', STORED)],
    after: async (tx) => {
      await publishConduct('staged_payment', [])(tx);
      await publishActivity('staged_payment')(tx);
    },
  };
}
