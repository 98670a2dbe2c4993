import { manyByKey, perArguments } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { LONGEST_MONTHS, monthsFrom } from '../rules/importer-history.ts';
import type { BrokerFilingPeriodRow, BrokerFilingsRow } from '../tables.ts';
import { visibleMonths } from '../visibility.ts';

interface CountRow {
  readonly brokerId: string;
  /** First day of the month; null: of all months. */
  readonly month: Temporal.PlainDate | null;
  /** Null: of all types. */
  readonly entryType: string | null;
  readonly entries: number;
  readonly released: number;
  readonly importers: number;
}

interface Asked {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

export type FilingsOfBroker = (brokerId: string, asked: Asked) => Promise<BrokerFilingsRow>;

/** What brokers filed, by month: one statement a tick for each span of months, over the months alone. */
export function filingsOfBroker(setting: LoaderSetting): FilingsOfBroker {
  const rows = statement<CountRow>(
    setting.sql,
    `select filer_code.broker_id as "brokerId", importer_month.month, importer_month.entry_type as "entryType",
       sum(importer_month.entries)::int as entries,
       coalesce(sum(importer_month.entries) filter (where importer_month.is_released), 0)::int as released,
       count(distinct importer_month.importer_id)::int as importers
     from filer_code
     join importer_month on importer_month.filer_code = filer_code.code
     where filer_code.broker_id = any(:ids::text[])
       and importer_month.month between :first_month::date and :last_month::date
       and importer_month.entries <> 0
       and ${visibleMonths(setting.viewer, 'importer_month')}
     group by grouping sets (
       (filer_code.broker_id), (filer_code.broker_id, importer_month.month),
       (filer_code.broker_id, importer_month.entry_type),
       (filer_code.broker_id, importer_month.month, importer_month.entry_type))
     order by importer_month.entry_type`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  const bySpan = perArguments((span: { readonly first_month: string; readonly last_month: string }) =>
    manyByKey(
      (ids: readonly string[]) => rows({ ...params, ...span, ids }),
      (row) => row.brokerId,
    ),
  );
  return async (id, { from, to }) => {
    const months = monthsFrom(from, to);
    const [first] = months;
    const last = months.at(-1);
    if (first === undefined || last === undefined || months.length > LONGEST_MONTHS) {
      throw badInput(`to: expected a day not before from, and at most ${LONGEST_MONTHS} months, both in`);
    }
    const counted = await bySpan({ first_month: first.toString(), last_month: last.toString() }).load(id);
    const byMonth = Map.groupBy(counted, ({ month }) => month?.toString() ?? null);
    return {
      total: period(id, first, last, byMonth.get(null) ?? []),
      months: months.map((month) => period(id, month, month, byMonth.get(month.toString()) ?? [])),
    };
  };
}

function period(
  id: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  counted: readonly CountRow[],
): BrokerFilingPeriodRow {
  const all = counted.find(({ entryType }) => entryType === null);
  return {
    id,
    from: first,
    to: last.add({ months: 1 }).subtract({ days: 1 }),
    entries: all?.entries ?? 0,
    released: all?.released ?? 0,
    importers: all?.importers ?? 0,
    entryTypes: counted.flatMap(({ entryType, entries }) =>
      entryType === null ? [] : [{ value: entryType, entries, lines: 0 }],
    ),
  };
}
