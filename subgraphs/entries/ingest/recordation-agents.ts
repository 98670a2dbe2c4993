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
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { outOfInterval } from './interval.ts';
import { snapshot } from './snapshot.ts';

const COLUMNS = {
  recordation: readRecordationNumber,
  agent_reference: textField(100),
  from_on: dayField,
  until_on: optionalField(dayField),
};

/** Every delegation of a recordation to an agent whom CBP has verified. */
export function recordationAgentsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'recordation-agents',
    source: 'RECORDATION_AGENTS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_agent',
        columns: [
          { name: 'recordation_id', type: 'text' },
          { name: 'agent_id', type: 'text' },
          { name: 'from_on', type: 'date' },
          { name: 'until_on', type: 'date' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { recordation, agent_reference, ...days } = read.fields;
      const rejected = outOfInterval(days);
      if (rejected !== null) return rejected;
      const recordation_id = recordId('rec', secret.ids, recordation);
      const agent_id = recordId('own', secret.ids, agent_reference);
      return { staged_agent: [{ recordation_id, agent_id, ...days }] };
    },
    ...snapshot({
      table: 'recordation_agent',
      staged: 'staged_agent',
      key: ['recordation_id', 'agent_id'],
    }),
  };
}
