import { manyByKey, perArguments } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import {
  type HistoryCount,
  type HistoryPeriod,
  importerHistory,
  LONGEST_MONTHS,
  monthsFrom,
} from '../rules/importer-history.ts';
import type { ImporterHistoryRow, ImporterRow } from '../tables.ts';
import { visibleMonths } from '../visibility.ts';

type CountRow = HistoryCount & { readonly importerId: string };

interface Asked {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

export type HistoryOfImporter = (importer: ImporterRow, asked: Asked) => Promise<ImporterHistoryRow>;

/** Counts of entries and lines by month: one statement a tick for each span of months, over the months alone. */
export function historyOfImporter(setting: LoaderSetting): HistoryOfImporter {
  const { viewer } = setting;
  const isTold = viewer.audience === 'PGA' ? 'agency = :agency' : 'true';
  const within = 'importer_id = any(:ids::text[]) and month between :first_month::date and :last_month::date';
  const rows = statement<CountRow>(
    setting.sql,
    `with entries as materialized (
       select importer_id, month, entry_type, is_released, agencies, sum(entries) as entries
       from importer_month
       where ${within} and ${visibleMonths(viewer, 'importer_month')}
       group by grouping sets (
         (importer_id, month, entry_type), (importer_id, month, is_released), (importer_id, month, agencies))
     ),
     lines as materialized (
       select importer_id, month, origin, agencies, sum(lines) as lines
       from importer_month_line
       where ${within} and ${visibleMonths(viewer, 'importer_month_line')}
       group by grouping sets ((importer_id, month, origin), (importer_id, month, agencies))
     ),
     counted (importer_id, month, facet, value, entries, lines) as (
       select importer_id, month, 'TYPE', entry_type, entries, 0 from entries where entry_type is not null
       union all
       select importer_id, month, 'OUTCOME', case when is_released then 'RELEASED' else 'NOT_RELEASED' end, entries, 0
       from entries
       where is_released is not null
       union all
       select importer_id, month, 'AGENCY', agency, entries, 0
       from entries, unnest(agencies) as agency
       where ${isTold}
       union all
       select importer_id, month, 'AGENCY', agency, 0, lines
       from lines, unnest(agencies) as agency
       where ${isTold}
       union all
       select importer_id, month, 'COUNTRY', origin, 0, lines from lines where origin is not null
     )
     select importer_id as "importerId", month, facet, value, sum(entries)::bigint as entries, sum(lines)::bigint as lines
     from counted
     group by importer_id, month, facet, value
     having sum(entries) <> 0 or sum(lines) <> 0`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  const bySpan = perArguments((span: { readonly first_month: string; readonly last_month: string }) =>
    manyByKey(
      (ids: readonly string[]) => rows({ ...params, ...span, ids }),
      (row) => row.importerId,
    ),
  );
  return async ({ id, related }, { from, to }) => {
    const months = monthsFrom(from, to);
    const [first] = months;
    const last = months.at(-1);
    if (first === undefined || last === undefined || months.length > LONGEST_MONTHS) {
      throw badInput(`to: expected a day not before from, and at most ${LONGEST_MONTHS} months, both in`);
    }
    const span = { first_month: first.toString(), last_month: last.toString() };
    const counted = importerHistory(months, await bySpan(span).load(id));
    const ofImporter = (period: HistoryPeriod) => ({ ...period, id, related });
    return { total: ofImporter(counted.total), months: counted.months.map(ofImporter) };
  };
}
