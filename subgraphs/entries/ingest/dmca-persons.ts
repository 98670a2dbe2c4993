import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { readRecordationNumber } from '@good-standing/kernel/identifiers/recordation-number.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  optionalField,
  readFields,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { outOfInterval } from './interval.ts';
import { snapshot } from './snapshot.ts';

const COLUMNS = {
  recordation: readRecordationNumber,
  list: wordField(['ELIGIBLE', 'INJURED']),
  from_on: dayField,
  until_on: optionalField(dayField),
};

/** Every recordation whose owner is an eligible or an injured person (19 CFR 133.47). */
export function dmcaPersonsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'dmca-persons',
    source: 'DMCA_PERSONS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_dmca_person',
        columns: [
          { name: 'recordation_id', type: 'text' },
          { name: 'list', type: 'text' },
          { name: 'from_on', type: 'date' },
          { name: 'until_on', type: 'date' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { recordation, ...listed } = read.fields;
      const rejected = outOfInterval(listed);
      if (rejected !== null) return rejected;
      return {
        staged_dmca_person: [{ recordation_id: recordId('rec', secret.ids, recordation), ...listed }],
      };
    },
    ...snapshot({
      table: 'dmca_person',
      staged: 'staged_dmca_person',
      key: ['recordation_id', 'list'],
    }),
  };
}
