import { readPort } from '@good-standing/kernel/identifiers/port.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  optionalField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { intervalRejected } from './interval.ts';
import { readLicenseNumber } from './license-number.ts';

const COLUMNS = {
  license_number: readLicenseNumber,
  permit_number: textField(40),
  kind: wordField(['NATIONAL', 'DISTRICT']),
  port: optionalField(readPort),
  issued_on: dayField,
  ended_on: optionalField(dayField),
};

/** Every permit of every broker. */
export function brokerPermitsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'broker-permits',
    source: 'BROKER_PERMITS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_permit',
        columns: [
          { name: 'broker_id', type: 'text' },
          { name: 'number', type: 'text' },
          { name: 'kind', type: 'text' },
          { name: 'port', type: 'text' },
          { name: 'issued_on', type: 'date' },
          { name: 'ended_on', type: 'date' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { license_number, permit_number: number, kind, port, issued_on, ended_on } = read.fields;
      if (kind === 'DISTRICT' && port === null) {
        return { field: 'port', expected: 'the port of a DISTRICT permit', got: 'nothing' };
      }
      const rejected = intervalRejected('ended_on', issued_on, ended_on);
      if (rejected !== null) return rejected;
      const broker_id = recordId('brk', secret.ids, license_number);
      return { staged_permit: [{ broker_id, number, kind, port, issued_on, ended_on }] };
    },
    merge: [CHANGE, SEE],
    close: CLOSE,
  };
}

const CHANGE = `
  insert into permit (broker_id, number, kind, port, issued_on, ended_on, run_id, line, seen_run_id)
  select distinct on (broker_id, number) broker_id, number, kind, port, issued_on, ended_on, run_id, line, run_id
  from staged_permit
  order by broker_id, number, record desc
  on conflict (broker_id, number) do update
    set kind = excluded.kind,
        port = excluded.port,
        issued_on = excluded.issued_on,
        ended_on = excluded.ended_on,
        run_id = excluded.run_id,
        line = excluded.line
    where (permit.kind, permit.port, permit.issued_on, permit.ended_on)
      is distinct from (excluded.kind, excluded.port, excluded.issued_on, excluded.ended_on)`;

const SEE = `
  update permit
  set seen_run_id = :run_id
  from (select distinct broker_id, number from staged_permit) listed
  where permit.broker_id = listed.broker_id
    and permit.number = listed.number
    and permit.seen_run_id <> :run_id`;

const CLOSE = `
  update permit
  set ended_on = received.day - 1
  from (select received_at::date as day from run where run_id = :run_id) received
  where seen_run_id <> :run_id and (ended_on is null or ended_on >= received.day)`;
