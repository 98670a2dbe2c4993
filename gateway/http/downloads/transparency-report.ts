import type { EnforcementTransparencyReportQuery } from '@good-standing/schema/operations/public/operations.generated.ts';
import type { Ask, Dataset, Row } from './dataset.ts';
import { SNAPSHOT, snapshotState, yearsBack } from './snapshot-state.ts';

/** The latest fiscal year first, a row for each figure. */
export const transparencyReport: Dataset = {
  name: 'enforcement-transparency-report',
  title: 'Enforcement transparency report',
  says: 'The annual enforcement transparency report of every fiscal year that is counted, a row for each figure.',
  authority: 'EO 14411 § 6',
  source: 'Records of CBP, counted once in the snapshot',
  parameters: SNAPSHOT,
  columns: [
    { name: 'year', datatype: 'integer', of: 'EnforcementTransparencyReport.year' },
    { name: 'is_complete', datatype: 'boolean', of: 'EnforcementTransparencyReport.isComplete' },
    { name: 'quarters', datatype: 'string', of: 'EnforcementTransparencyReport.quarters', separator: ';' },
    {
      name: 'section',
      datatype: 'string',
      says: 'Part of the report, as the field of the same name has it.',
    },
    {
      name: 'value',
      datatype: 'string',
      says: 'Of seizures the value of the grouping; empty for all of them. Else empty.',
    },
    {
      name: 'measure',
      datatype: 'string',
      says: 'What the figure is: seizures, lines, cases, dollars or percent.',
    },
    { name: 'figure', datatype: 'decimal', says: 'The figure; empty where it is not published.' },
    {
      name: 'is_published',
      datatype: 'boolean',
      says: 'False: the count is small, or a small one could be had from it.',
    },
  ],
  state: snapshotState,
  rows: ({ ask }, state) => yearsBack(state, (year, snapshot) => figuresOf(ask, year, snapshot)),
};

type Report = NonNullable<EnforcementTransparencyReportQuery['enforcementTransparencyReport']>;
type Figure = readonly [section: string, value: string, measure: string, figure: string | number | null];

async function figuresOf(ask: Ask, year: number, snapshot: string): Promise<readonly Row[] | null> {
  const data = await ask('public/enforcement-transparency-report', { year, snapshot });
  const report = (data as EnforcementTransparencyReportQuery).enforcementTransparencyReport;
  if (report === null) return null;
  return figures(report).map(([section, value, measure, figure]) => ({
    year,
    is_complete: report.isComplete,
    quarters: report.quarters,
    section,
    value,
    measure,
    figure,
    is_published: figure !== null,
  }));
}

function figures(report: Report): readonly Figure[] {
  const { cases, assessed, lossOfRevenue, mitigated, paid } = report.penaltiesClosed;
  return [
    ...(['byGround', 'byEnvironment', 'byOutcome', 'byCountry'] as const).flatMap((section) => {
      const { total, rows } = report[section];
      return [{ value: '', count: total }, ...rows].flatMap(({ value, count }): readonly Figure[] => [
        [section, value, 'seizures', count?.seizures ?? null],
        [section, value, 'lines', count?.lines ?? null],
      ]);
    }),
    ['penaltiesClosed', '', 'cases', cases],
    ['penaltiesClosed', 'assessed', 'dollars', assessed],
    ['penaltiesClosed', 'lossOfRevenue', 'dollars', lossOfRevenue],
    ['penaltiesClosed', 'mitigated', 'dollars', mitigated],
    ['penaltiesClosed', 'paid', 'dollars', paid],
    ['clocksKept', '', 'percent', report.clocksKeptPercent],
    ['published', '', 'seizures', report.published],
    ['withdrawn', '', 'seizures', report.withdrawn],
  ];
}
