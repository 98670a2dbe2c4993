import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { SeizureGrouping } from '../schema.generated.ts';
import { daysOf, type Quarters } from './fiscal-year.ts';
import { GROUPINGS } from './groupings.ts';
import type { Count, Snapshot, Statistics } from './tables.ts';

interface CountedRow {
  /** Null: the row of the total. */
  readonly value: string | null;
  readonly quarters: number;
  readonly seizures: number | null;
  readonly lines: number | null;
  readonly isHiddenWhole: boolean;
}

/**
 * Over quarters a count is the sum of counts that are published one by one, or is not published:
 * no span of quarters tells what another does not. What is not published does not leave
 * Postgres. Null where one of the quarters is not in the snapshot. One statement.
 */
export function seizureStatistics({ sql }: LoaderSetting) {
  const rows = statement<CountedRow>(sql, COUNTED);
  return async (
    snapshot: Snapshot,
    groupBy: SeizureGrouping,
    quarters: Quarters,
  ): Promise<Statistics | null> => {
    const found = await rows({ quarters, groupBy, through: snapshot.through });
    const total = found.find(({ value }) => value === null);
    if (total === undefined || total.quarters !== quarters.length) return null;
    const counted = new Map<string, Count | null>(
      (GROUPINGS[groupBy].values ?? []).map((value) => [value, total.isHiddenWhole ? null : NONE]),
    );
    for (const row of found) {
      if (row.value !== null) counted.set(row.value, total.isHiddenWhole ? null : countOf(row));
    }
    return {
      snapshot,
      groupBy,
      ...daysOf(quarters),
      total: countOf(total),
      rows: [...counted].map(([value, count]) => ({ value, count })),
    };
  };
}

const NONE: Count = { seizures: 0, lines: 0 };

function countOf({ seizures, lines }: CountedRow): Count | null {
  return seizures === null || lines === null ? null : { seizures, lines };
}

const COUNTED = `
  select null as value, count(*)::int as quarters,
    case when bool_and(counted_quarter.is_published) then sum(seizures)::int end as seizures,
    case when bool_and(counted_quarter.is_published) then sum(lines)::int end as lines,
    bool_or(is_hidden_whole) as "isHiddenWhole"
  from counted_quarter
  join counted_column using (quarter)
  where quarter = any(:quarters::text[]) and grouping = :groupBy and quarter <= :through
  union all (
    select value, count(*)::int,
      case when bool_and(is_published) then sum(seizures)::int end,
      case when bool_and(is_published) then sum(lines)::int end,
      false
    from counted_cell
    join counted_column using (quarter, grouping)
    where quarter = any(:quarters::text[]) and grouping = :groupBy and quarter <= :through and not is_hidden_whole
    group by value
    order by value collate "C"
  )`;
