import { byKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import type { BrokerRow, BrokerVettingRow } from '../tables.ts';

const VETTING = `
  v.id, v.broker_id as "brokerId", v.every_days as "everyDays", v.due_on as "dueOn", v.completed_on as "completedOn",
  v.result, v.note, v.recorded_by as "recordedBy", v.recorded_at as "recordedAt",
  v.decision, v.decision_note as "decisionNote", v.decided_by as "decidedBy", v.decided_at as "decidedAt",
  case
    when v.completed_on is not null then 'COMPLETED'
    when v.ended_on is not null then 'ENDED'
    when v.due_on < :today::date then 'OVERDUE'
    else 'DUE'
  end as state,
  coalesce(v.completed_on, v.ended_on, '9999-12-31')::text as "placedOn", true as "isWithinJurisdiction"`;

/** Of a broker: what is due, then latest first. Whether the viewer may know of them was settled with the broker. One statement a tick. */
export function brokerVettingsOf(setting: LoaderSetting) {
  const { sql, today } = setting;
  type Row = BrokerVettingRow & { readonly ordinal: number };
  const rows = statement<Row>(
    sql,
    `select page.ordinal::int, listed.*
     from unnest(:parents::text[], :takes::int[], :days::text[], :ids::text[])
       with ordinality as page (parent, take, day, id, ordinal)
     cross join lateral (
       select placed.*
       from (select ${VETTING} from broker_vetting v where v.broker_id = page.parent) placed
       where page.day is null or placed."placedOn" < page.day or (placed."placedOn" = page.day and placed.id > page.id)
       order by placed."placedOn" desc, placed.id
       limit page.take
     ) listed
     order by page.ordinal, listed."placedOn" desc, listed.id`,
  );
  const pages = pagesByParent<string, Row>(2, ({ parents, takes, afters: [days = [], ids = []] }) =>
    rows({ today, parents, takes, days, ids }),
  );
  return async ({ id, isWithinJurisdiction }: BrokerRow, args: PageArguments) => {
    const cursors = listCursors(setting, 'Broker.vettings', { parent: id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: id });
    const vettings = found.map(
      ({ ordinal: _, ...row }): BrokerVettingRow => ({ ...row, isWithinJurisdiction }),
    );
    return connection(vettings, page.first, cursors, (row) => [row.placedOn, row.id]);
  };
}

/** The answer of a mutation, which is CBP's: null for everyone else. One statement a tick. */
export function brokerVettingById({
  sql,
  viewer,
  today,
}: LoaderSetting): DataLoader<string, BrokerVettingRow | null> {
  const rows = statement<BrokerVettingRow>(
    sql,
    `select ${VETTING} from broker_vetting v where v.id = any(:ids::text[]) and :isCbp::boolean`,
  );
  return byKey(
    (ids: readonly string[]) => rows({ ids, today, isCbp: viewer.audience === 'CBP' }),
    (row) => row.id,
  );
}

/** CBP's. Longest overdue first. One statement. */
export function brokerVettingOverdue(setting: LoaderSetting) {
  return list(setting, {
    name: 'Query.brokerVettingOverdue',
    where: 'v.completed_on is null and v.ended_on is null and v.due_on < :today::date',
    by: 'v.due_on',
    day: ({ dueOn }) => dueOn,
  });
}

export interface AdverseArguments extends PageArguments {
  readonly decided: boolean;
}

/** CBP's. Oldest first. One statement. */
export function adverseBrokerVettings(setting: LoaderSetting) {
  return ({ decided, ...page }: AdverseArguments) =>
    list(setting, {
      name: `Query.adverseBrokerVettings ${decided}`,
      where: `v.result = 'ADVERSE' and v.decided_at is ${decided ? 'not null' : 'null'}`,
      by: 'v.completed_on',
      day: ({ completedOn }) => completedOn,
    })(page);
}

interface Listed {
  readonly name: string;
  readonly where: string;
  readonly by: string;
  readonly day: (row: BrokerVettingRow) => Temporal.PlainDate | null;
}

function list(setting: LoaderSetting, { name, where, by, day }: Listed) {
  const { sql, viewer, today } = setting;
  const rows = statement<BrokerVettingRow>(
    sql,
    `select ${VETTING}
     from broker_vetting v
     where ${where} and :isCbp::boolean and :today::date is not null
       and (:after_day::date is null or (${by}, v.id) > (:after_day::date, :after_id::text))
     order by ${by}, v.id
     limit :take::int`,
  );
  return async (args: PageArguments): Promise<Connection<BrokerVettingRow>> => {
    const cursors = listCursors(setting, name, {});
    const { first, after } = readPage(args, cursors);
    const found = await rows({
      today,
      isCbp: viewer.audience === 'CBP',
      after_day: after?.[0] ?? null,
      after_id: after?.[1] ?? null,
      take: first + 1,
    });
    return connection(found, first, cursors, (row) => [day(row)?.toString() ?? '', row.id]);
  };
}
