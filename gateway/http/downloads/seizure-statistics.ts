import { previousQuarter, type Quarter, quarterDays } from '@good-standing/kernel/calendar/quarter.ts';
import type {
  SeizureGrouping,
  SeizureStatisticsQuery,
} from '@good-standing/schema/operations/public/operations.generated.ts';
import type { Ask, Dataset, Row, State } from './dataset.ts';
import { SNAPSHOT, snapshotState } from './snapshot-state.ts';

const GROUPINGS: readonly SeizureGrouping[] = ['GROUND', 'ENVIRONMENT', 'OUTCOME', 'COUNTRY', 'PORT'];

/** The latest quarter first; of each the total, then each grouping. */
export const seizureStatistics: Dataset = {
  name: 'seizure-statistics',
  title: 'Statistics of seizures',
  says: 'Seizures of each quarter by ground, environment, outcome, country and port, each counted once in each grouping, and their lines.',
  authority: 'EO 14411 § 6; EO 13904 § 6(a)',
  source: 'Seizure records of CBP, counted once in the snapshot',
  parameters: SNAPSHOT,
  columns: [
    { name: 'quarter', datatype: 'string', says: 'Calendar quarter of the seizures: 2026-Q3.' },
    {
      name: 'grouping',
      datatype: 'string',
      says: 'What the row is one of; TOTAL is all seizures of the quarter.',
    },
    { name: 'value', datatype: 'string', of: 'SeizureStatistic.value' },
    { name: 'seizures', datatype: 'integer', of: 'SeizureCount.seizures' },
    { name: 'lines', datatype: 'integer', of: 'SeizureCount.lines' },
    {
      name: 'is_published',
      datatype: 'boolean',
      says: 'False: the count is small, or a small one could be had from it.',
    },
  ],
  state: snapshotState,
  rows: ({ ask }, state) => counted(ask, state),
};

async function* counted(ask: Ask, state: State | null): AsyncGenerator<readonly Row[]> {
  const { through = '', snapshot = '' } = state?.facts ?? {};
  for (let quarter = through as Quarter; ; quarter = previousQuarter(quarter)) {
    for (const groupBy of GROUPINGS) {
      const { start, end } = quarterDays(quarter);
      const variables = { groupBy, from: start.toString(), to: end.toString(), snapshot };
      const data = (await ask('public/seizure-statistics', variables)) as SeizureStatisticsQuery;
      const statistics = data.seizureStatistics;
      if (statistics === null) return;
      const rows = statistics.rows.map(({ value, count }) => rowOf(quarter, groupBy, value, count));
      const total = groupBy === GROUPINGS[0] ? [rowOf(quarter, 'TOTAL', '', statistics.total)] : [];
      yield [...total, ...rows];
    }
  }
}

function rowOf(
  quarter: string,
  grouping: string,
  value: string,
  count: { readonly seizures: number; readonly lines: number } | null,
): Row {
  return {
    quarter,
    grouping,
    value,
    seizures: count?.seizures ?? null,
    lines: count?.lines ?? null,
    is_published: count !== null,
  };
}
