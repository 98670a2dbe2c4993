import { quarterDays, readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import { columnsOfFields, dayField, readFields, textField } from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { isThreshold } from '../closing/threshold.ts';

const COLUMNS = {
  quarter: readQuarter,
  threshold: readThreshold,
  decided_on: dayField,
  basis: textField(500),
};

/** Minimum scores as they were decided; none is ever changed. */
export function postThresholdsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'post-thresholds',
    source: 'POST_THRESHOLDS',
    kind: 'CHANGES',
    tables: [
      {
        name: 'staged_threshold',
        columns: [
          { name: 'id', type: 'text' },
          { name: 'quarter', type: 'text' },
          { name: 'threshold', type: 'numeric' },
          { name: 'decided_on', type: 'date' },
          { name: 'basis', type: 'text' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { quarter, threshold, decided_on } = read.fields;
      const { end } = quarterDays(quarter);
      if (Temporal.PlainDate.compare(decided_on, end) > 0) {
        return {
          field: 'decided_on',
          expected: `a day before the quarter closed, up to ${end}`,
          got: decided_on.toString(),
        };
      }
      const id = recordId('thr', secret.ids, `${quarter} ${decided_on} ${Number(threshold)}`);
      return { staged_threshold: [{ ...read.fields, id }] };
    },
    merge: [DECIDED],
  };
}

function readThreshold(text: string): string | Malformed {
  const written = text.trim();
  return isThreshold(written) ? written : malformed('a score, 0 to 100 with at most three places', text);
}

const DECIDED = `
  insert into threshold_decision (id, quarter, threshold, decided_on, basis, run_id, line)
  select distinct on (id) id, quarter, threshold, decided_on, basis, run_id, line
  from staged_threshold
  order by id, record
  on conflict (id) do nothing`;
