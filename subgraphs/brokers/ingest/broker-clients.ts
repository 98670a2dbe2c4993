import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { BrokerEngagement } from '@good-standing/kernel/findings/topics.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import { columnsOfFields, dayField, optionalField, readFields } from '@good-standing/kernel/ingest/fields.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { intervalRejected } from './interval.ts';
import { readLicenseNumber } from './license-number.ts';

const COLUMNS = {
  license_number: readLicenseNumber,
  importer_number: readImporterNumber,
  from_on: dayField,
  until_on: optionalField(dayField),
};

/** Every power of attorney of an importer to a broker. The importer number becomes an id and is not kept. */
export function brokerClientsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'broker-clients',
    source: 'BROKER_CLIENTS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_engagement',
        columns: [
          { name: 'broker_id', type: 'text' },
          { name: 'importer_id', type: 'text' },
          { name: 'from_on', type: 'date' },
          { name: 'until_on', type: 'date' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { license_number, importer_number, from_on, until_on } = read.fields;
      const rejected = intervalRejected('until_on', from_on, until_on);
      if (rejected !== null) return rejected;
      const broker_id = recordId('brk', secret.ids, license_number);
      const importer_id = recordId('imp', secret.ids, importer_number);
      return { staged_engagement: [{ broker_id, importer_id, from_on, until_on }] };
    },
    merge: [CHANGE, SEE],
    close: CLOSE,
    after: publishEngagements,
  };
}

const CHANGE = `
  with changed as (
    insert into engagement (broker_id, importer_id, from_on, until_on, run_id, line, seen_run_id)
    select distinct on (broker_id, importer_id, from_on)
      broker_id, importer_id, from_on, until_on, run_id, line, run_id
    from staged_engagement
    order by broker_id, importer_id, from_on, record desc
    on conflict (broker_id, importer_id, from_on) do update
      set until_on = excluded.until_on, run_id = excluded.run_id, line = excluded.line
      where engagement.until_on is distinct from excluded.until_on
    returning broker_id, importer_id, from_on, until_on
  )
  insert into unpublished_engagement (broker_id, importer_id, from_on, until_on)
  select broker_id, importer_id, from_on, until_on from changed`;

const SEE = `
  update engagement
  set seen_run_id = :run_id
  from (select distinct broker_id, importer_id, from_on from staged_engagement) listed
  where engagement.broker_id = listed.broker_id
    and engagement.importer_id = listed.importer_id
    and engagement.from_on = listed.from_on
    and engagement.seen_run_id <> :run_id`;

/** The day before the snapshot came was the last: on that day it is not listed. */
const CLOSE = `
  with closed as (
    update engagement
    set until_on = received.day - 1
    from (select received_at::date as day from run where run_id = :run_id) received
    where seen_run_id <> :run_id and (until_on is null or until_on >= received.day)
    returning broker_id, importer_id, from_on, until_on
  )
  insert into unpublished_engagement (broker_id, importer_id, from_on, until_on)
  select broker_id, importer_id, from_on, until_on from closed`;

/** In the transaction that changed them. */
async function publishEngagements(tx: TransactionSql): Promise<void> {
  const changed = await tx.unsafe<BrokerEngagement[]>(
    `delete from unpublished_engagement
     returning broker_id as "brokerId", importer_id as "importerId",
       from_on::text as "fromOn", until_on::text as "untilOn"`,
  );
  await publish(tx, 'engagement', changed);
}
