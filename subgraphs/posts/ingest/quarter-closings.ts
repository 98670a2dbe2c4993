import { type Quarter, quarterDays, readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import { columnsOfFields, dayField, readFields } from '@good-standing/kernel/ingest/fields.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { closeQuarters } from '../closing/close-quarter.ts';
import { FIRST_QUARTER } from '../closing/first-quarter.ts';

const COLUMNS = {
  quarter: readQuarter,
  closed_on: dayField,
};

/** Quarters that CBP closed elsewhere: each is decided here as `closeQuarter` does; a later day restates it. */
export function quarterClosingsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'quarter-closings',
    source: 'QUARTER_CLOSINGS',
    kind: 'CHANGES',
    tables: [
      {
        name: 'staged_closing',
        columns: [
          { name: 'quarter', type: 'text' },
          { name: 'closed_on', type: 'date' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { quarter, closed_on } = read.fields;
      if (quarter < FIRST_QUARTER) {
        return { field: 'quarter', expected: `${FIRST_QUARTER} or a later one`, got: quarter };
      }
      const { end } = quarterDays(quarter);
      if (Temporal.PlainDate.compare(closed_on, end) > 0) return { staged_closing: [read.fields] };
      return { field: 'closed_on', expected: `a day after ${end}`, got: closed_on.toString() };
    },
    merge: [ORDER],
    after: (tx) => closeOrdered(tx, secret),
  };
}

async function closeOrdered(tx: TransactionSql, secret: Secret): Promise<void> {
  const ordered = await statement<Ordered>(tx, TO_DO)({});
  for (const [closedOn, orders] of Map.groupBy(ordered, (order) => order.closedOn.toString())) {
    const at = Temporal.Instant.from(`${closedOn}T00:00:00Z`);
    const quarters = orders.map(({ quarter }) => quarter);
    await closeQuarters(tx, quarters, { secret, organization: null, at });
  }
  await statement(tx, DONE)({});
}

interface Ordered {
  readonly quarter: Quarter;
  readonly closedOn: Temporal.PlainDate;
}

const ORDER = `
  insert into closing_order (quarter, closed_on, run_id, line)
  select distinct on (quarter) quarter, closed_on, run_id, line
  from staged_closing
  order by quarter, record desc
  on conflict (quarter) do update
    set closed_on = excluded.closed_on,
        is_done = false,
        run_id = excluded.run_id,
        line = excluded.line
    where closing_order.closed_on < excluded.closed_on`;

const TO_DO = `
  select quarter, closed_on as "closedOn"
  from closing_order
  where not is_done
  order by closed_on, quarter`;

const DONE = `
  update closing_order
  set is_done = true
  where not is_done`;
