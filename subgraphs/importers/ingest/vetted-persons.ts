import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { CsvRecord } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  dayField,
  optionalField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { referenceColumn } from './columns.ts';
import { personalCsv } from './personal-csv.ts';
import { snapshotOf, stagedAs } from './snapshot.ts';

const COLUMNS = {
  kind: wordField(['CUSTODIAN', 'FORWARDER']),
  reference: referenceColumn,
  name: textField(200),
  from_on: dayField,
  until_on: optionalField(dayField),
};

const TABLE = 'vetted_person';

const listed = snapshotOf({
  table: TABLE,
  columns: {
    id: 'text',
    kind: 'text',
    reference: 'text',
    name: 'text',
    from_on: 'date',
    until_on: 'date',
  },
  endedBy: 'delisted_on',
});

/** Custodians of bonded merchandise and freight forwarders, who are vetted as importers are (EO 14411 § 2(f)). */
export function vettedPersonsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'vetted-persons',
    source: 'VETTED_PERSONS',
    ...listed,
    read: personalCsv(COLUMNS),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { kind, reference } = read.fields;
      return { [stagedAs(TABLE)]: [{ ...read.fields, id: personId(secret, kind, reference) }] };
    },
  };
}

/** One person through all files: what it is vetted as, and under which reference. */
export function personId(secret: Secret, kind: string, reference: string): string {
  return recordId('vpr', secret.ids, `${kind} ${reference}`);
}
