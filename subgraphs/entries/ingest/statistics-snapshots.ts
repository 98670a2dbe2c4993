import { type Quarter, readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import { columnsOfFields, dayField, readFields } from '@good-standing/kernel/ingest/fields.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { takeSnapshot } from '../statistics/count-quarters.ts';
import { countableFrom } from '../statistics/take-snapshot.ts';

const COLUMNS = {
  through: readQuarter,
  taken_on: dayField,
};

/** Snapshots that CBP ordered elsewhere: each is taken here as `takeStatisticsSnapshot` does, once. */
export function statisticsSnapshotsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'statistics-snapshots',
    source: 'STATISTICS_SNAPSHOTS',
    kind: 'CHANGES',
    tables: [
      {
        name: 'staged_snapshot',
        columns: [
          { name: 'through', type: 'text' },
          { name: 'taken_on', type: 'date' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const from = countableFrom(read.fields.through);
      if (Temporal.PlainDate.compare(read.fields.taken_on, from) >= 0)
        return { staged_snapshot: [read.fields] };
      return { field: 'taken_on', expected: `${from} or a later day`, got: String(read.fields.taken_on) };
    },
    merge: [ORDER],
    after: (tx) => takeOrdered(tx, secret),
  };
}

interface Ordered {
  readonly through: Quarter;
  readonly takenOn: Temporal.PlainDate;
}

/** One that an earlier snapshot went beyond is done: its quarters are counted. */
async function takeOrdered(tx: TransactionSql, secret: Secret): Promise<void> {
  for (const { through, takenOn } of await statement<Ordered>(tx, TO_DO)({})) {
    const at = Temporal.Instant.from(`${takenOn}T00:00:00Z`);
    const by = { organization: null, actor: null };
    await takeSnapshot(tx, { through, note: null, by, secret, at, today: takenOn });
  }
  await statement(tx, 'update snapshot_order set is_done = true where not is_done')({});
}

const ORDER = `
  insert into snapshot_order (through, taken_on, run_id, line)
  select distinct on (through) through, taken_on, run_id, line
  from staged_snapshot
  order by through, record
  on conflict (through) do nothing`;

const TO_DO = `
  select through, taken_on as "takenOn"
  from snapshot_order
  where not is_done
  order by through`;
