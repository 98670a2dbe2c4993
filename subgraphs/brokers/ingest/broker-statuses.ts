import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { BrokerStatus } from '@good-standing/kernel/findings/topics.ts';
import { type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  optionalField,
  readFields,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { publishFindings } from '../designations/publish-findings.ts';
import { intervalRejected } from './interval.ts';
import { readLicenseNumber } from './license-number.ts';

const STATUSES = {
  LICENSE: ['ACTIVE', 'SUSPENDED', 'REVOKED', 'VOLUNTARY_SURRENDER'],
  CTPAT: ['NOT_ENROLLED', 'APPLICANT', 'CERTIFIED', 'VALIDATED', 'SUSPENDED'],
} as const;

const COLUMNS = {
  license_number: readLicenseNumber,
  programme: wordField(['LICENSE', 'CTPAT']),
  status: readStatus,
  from_on: dayField,
  until_on: optionalField(dayField),
};

/** Licence and CTPAT status of every broker, with the days it holds. */
export function brokerStatusesFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'broker-statuses',
    source: 'BROKER_STATUSES',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_status',
        columns: [
          { name: 'broker_id', type: 'text' },
          { name: 'programme', type: 'text' },
          { name: 'status', type: 'text' },
          { name: 'from_on', type: 'date' },
          { name: 'until_on', type: 'date' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { license_number, programme, status, from_on, until_on } = read.fields;
      const allowed: readonly string[] = STATUSES[programme];
      if (!allowed.includes(status)) return { field: 'status', expected: allowed.join(', '), got: status };
      const rejected = intervalRejected('until_on', from_on, until_on);
      if (rejected !== null) return rejected;
      const broker_id = recordId('brk', secret.ids, license_number);
      return { staged_status: [{ broker_id, programme, status, from_on, until_on }] };
    },
    merge: [CHANGE, SEE],
    close: CLOSE,
    after: publishStatuses,
  };
}

/** Any programme's; which programme it must be of is seen once both columns are read. */
function readStatus(text: string): string | Malformed {
  const written = text.trim().toUpperCase();
  const known: readonly string[] = [...STATUSES.LICENSE, ...STATUSES.CTPAT];
  return known.includes(written) ? written : malformed(known.join(', '), text);
}

const CHANGE = `
  with changed as (
    insert into broker_status (broker_id, programme, status, from_on, until_on, run_id, line, seen_run_id)
    select distinct on (broker_id, programme, from_on)
      broker_id, programme, status, from_on, until_on, run_id, line, run_id
    from staged_status
    order by broker_id, programme, from_on, record desc
    on conflict (broker_id, programme, from_on) do update
      set status = excluded.status, until_on = excluded.until_on, run_id = excluded.run_id, line = excluded.line
      where (broker_status.status, broker_status.until_on) is distinct from (excluded.status, excluded.until_on)
    returning broker_id, programme, status, from_on, until_on
  )
  insert into unpublished_status (broker_id, programme, status, from_on, until_on)
  select broker_id, programme, status, from_on, until_on from changed`;

const SEE = `
  update broker_status
  set seen_run_id = :run_id
  from (select distinct broker_id, programme, from_on from staged_status) listed
  where broker_status.broker_id = listed.broker_id
    and broker_status.programme = listed.programme
    and broker_status.from_on = listed.from_on
    and broker_status.seen_run_id <> :run_id`;

const CLOSE = `
  with closed as (
    update broker_status
    set until_on = received.day - 1
    from (select received_at::date as day from run where run_id = :run_id) received
    where seen_run_id <> :run_id and (until_on is null or until_on >= received.day)
    returning broker_id, programme, status, from_on, until_on
  )
  insert into unpublished_status (broker_id, programme, status, from_on, until_on)
  select broker_id, programme, status, from_on, until_on from closed`;

/** In the transaction that changed them. */
async function publishStatuses(tx: TransactionSql): Promise<void> {
  const changed = await tx.unsafe<BrokerStatus[]>(
    `delete from unpublished_status
     returning broker_id as "brokerId", programme, status, from_on::text as "fromOn", until_on::text as "untilOn"`,
  );
  await publish(tx, 'broker-status', changed);
  await publishFindings(tx, { brokers: [...new Set(changed.map(({ brokerId }) => brokerId))] });
}
