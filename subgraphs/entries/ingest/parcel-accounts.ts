import { readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  centsField,
  columnsOfFields,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import { ENVIRONMENTS } from '../statistics/groupings.ts';

const COLUMNS = {
  quarter: readQuarter,
  environment: wordField(ENVIRONMENTS),
  kind: wordField(['FEE', 'PROCESSING', 'INSPECTION', 'COLLECTION']),
  item: textField(100),
  authority: textField(100),
  amount_usd: centsField,
};

/** Fees collected on parcels and what these cost (EO 13904 § 7), a row for each item of a quarter; a later row restates. */
export function parcelAccountsFeed(): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'parcel-accounts',
    source: 'PARCEL_ACCOUNTS',
    kind: 'CHANGES',
    tables: [
      {
        name: 'staged_parcel_account',
        columns: [
          ...['quarter', 'environment', 'kind', 'item', 'authority'].map((name) => ({ name, type: 'text' })),
          { name: 'amount_cents', type: 'bigint' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { amount_usd, ...account } = read.fields;
      return { staged_parcel_account: [{ ...account, amount_cents: amount_usd }] };
    },
    merge: [MERGE],
  };
}

const MERGE = `
  insert into parcel_account (quarter, environment, kind, item, authority, amount_cents, run_id, line)
  select distinct on (quarter, environment, kind, item)
    quarter, environment, kind, item, authority, amount_cents, run_id, line
  from staged_parcel_account
  order by quarter, environment, kind, item, record desc
  on conflict (quarter, environment, kind, item) do update
    set authority = excluded.authority, amount_cents = excluded.amount_cents,
        run_id = excluded.run_id, line = excluded.line
    where (parcel_account.authority, parcel_account.amount_cents)
      is distinct from (excluded.authority, excluded.amount_cents)`;
