import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { readRecordationNumber } from '@good-standing/kernel/identifiers/recordation-number.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  optionalField,
  readFields,
  textField,
  yesNoField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { readWord } from './entry-fields.ts';

const COLUMNS = {
  number: readRecordationNumber,
  title: textField(300),
  owner_reference: textField(100),
  owner_name: textField(300),
  basis: optionalField(readWord),
  effective_on: dayField,
  expires_on: dayField,
  gray_market: yesNoField,
};

/** Every recordation that CBP lists. The owner's name is not kept: agreements and ids name it. */
export function recordationsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'recordations',
    source: 'RECORDATIONS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_recordation',
        columns: [
          { name: 'id', type: 'text' },
          { name: 'number', type: 'text' },
          { name: 'title', type: 'text' },
          { name: 'owner_id', type: 'text' },
          { name: 'basis', type: 'text' },
          { name: 'effective_on', type: 'date' },
          { name: 'expires_on', type: 'date' },
          { name: 'gray_market', type: 'boolean' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { owner_reference, owner_name: _, ...recordation } = read.fields;
      if (Temporal.PlainDate.compare(recordation.expires_on, recordation.effective_on) < 0) {
        const expected = `a day not before effective_on, ${recordation.effective_on}`;
        return { field: 'expires_on', expected, got: String(recordation.expires_on) };
      }
      return {
        staged_recordation: [
          {
            ...recordation,
            id: recordId('rec', secret.ids, recordation.number),
            owner_id: recordId('own', secret.ids, owner_reference),
          },
        ],
      };
    },
    merge: [CHANGE, SEE],
    close: CLOSE,
  };
}

const CHANGE = `
  insert into recordation
    (id, number, title, owner_id, basis, effective_on, expires_on, gray_market, run_id, line, seen_run_id)
  select distinct on (id)
    id, number, title, owner_id, basis, effective_on, expires_on, gray_market, run_id, line, run_id
  from staged_recordation
  order by id, record desc
  on conflict (id) do update
    set title = excluded.title,
        owner_id = excluded.owner_id,
        basis = excluded.basis,
        effective_on = excluded.effective_on,
        expires_on = excluded.expires_on,
        gray_market = excluded.gray_market,
        delisted_on = null,
        run_id = excluded.run_id,
        line = excluded.line
    where (recordation.title, recordation.owner_id, recordation.basis, recordation.effective_on,
        recordation.expires_on, recordation.gray_market, recordation.delisted_on)
      is distinct from (excluded.title, excluded.owner_id, excluded.basis, excluded.effective_on,
        excluded.expires_on, excluded.gray_market, null)`;

const SEE = `
  update recordation
  set seen_run_id = :run_id
  from (select distinct id from staged_recordation) listed
  where recordation.id = listed.id and recordation.seen_run_id <> :run_id`;

const CLOSE = `
  update recordation
  set delisted_on = (select received_at::date from run where run_id = :run_id)
  where seen_run_id <> :run_id and delisted_on is null`;
