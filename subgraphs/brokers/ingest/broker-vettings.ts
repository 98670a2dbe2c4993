import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { readLicenseNumber } from './license-number.ts';

const COLUMNS = {
  vetting: textField(40),
  license_number: readLicenseNumber,
  completed_on: dayField,
  result: wordField(['CLEAR', 'ADVERSE', 'INCONCLUSIVE']),
};

/** Vettings of brokers that were completed elsewhere (EO 14411 § 2(f)); those that officers record here stand beside them. */
export function brokerVettingsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'broker-vettings',
    source: 'BROKER_VETTINGS',
    kind: 'CHANGES',
    tables: [
      {
        name: 'staged_broker_vetting',
        columns: [
          { name: 'id', type: 'text' },
          { name: 'broker_id', type: 'text' },
          { name: 'completed_on', type: 'date' },
          { name: 'result', type: 'text' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { vetting, license_number, completed_on, result } = read.fields;
      const id = recordId('vet', secret.ids, `broker ${vetting}`);
      const broker_id = recordId('brk', secret.ids, license_number);
      return { staged_broker_vetting: [{ id, broker_id, completed_on, result }] };
    },
    merge: [NOTE, MERGE],
  };
}

const LISTED = '(select distinct on (id) * from staged_broker_vetting order by id, record desc)';

const NOTE = `
  insert into broker_vetting_noted (broker_id)
  select distinct who.broker_id
  from ${LISTED} listed
  left join broker_vetting held on held.id = listed.id
  cross join lateral (values (listed.broker_id), (held.broker_id)) as who (broker_id)
  where who.broker_id is not null
    and (held.id is null or (listed.broker_id, listed.completed_on, listed.result)
      is distinct from (held.broker_id, held.completed_on, held.result))
  order by 1
  on conflict do nothing`;

/** NOTE: what was decided on an adverse result stays decided; one that is told to be another after all has no decision. */
const MERGE = `
  insert into broker_vetting as held (id, broker_id, completed_on, result, run_id, line)
  select id, broker_id, completed_on, result, run_id, line from ${LISTED} listed
  on conflict (id) do update
    set broker_id = excluded.broker_id, completed_on = excluded.completed_on, result = excluded.result,
      run_id = excluded.run_id, line = excluded.line,
      decision = case when excluded.result = 'ADVERSE' then held.decision end,
      decision_note = case when excluded.result = 'ADVERSE' then held.decision_note end,
      decided_by = case when excluded.result = 'ADVERSE' then held.decided_by end,
      decided_organization = case when excluded.result = 'ADVERSE' then held.decided_organization end,
      decided_at = case when excluded.result = 'ADVERSE' then held.decided_at end
    where (held.broker_id, held.completed_on, held.result)
      is distinct from (excluded.broker_id, excluded.completed_on, excluded.result)`;
