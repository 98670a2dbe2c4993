import type { PerformanceMeasuresQuery } from '@good-standing/schema/operations/public/operations.generated.ts';
import type { Ask, Dataset, Row } from './dataset.ts';
import { SNAPSHOT, snapshotState, yearsBack } from './snapshot-state.ts';

/** The latest fiscal year first. */
export const performanceMeasures: Dataset = {
  name: 'performance-measures',
  title: 'Measures of success',
  says: 'Measures of success of the E-Commerce Strategy by fiscal year, each against its baseline and target.',
  authority: 'E-Commerce Strategy, Measuring Success',
  source: 'Records and plans of CBP, counted once in the snapshot',
  parameters: SNAPSHOT,
  columns: [
    { name: 'year', datatype: 'integer', of: 'PerformanceReport.year' },
    { name: 'quarters', datatype: 'string', of: 'PerformanceReport.quarters', separator: ';' },
    { name: 'measure', datatype: 'string', of: 'PerformanceMeasure.measure' },
    { name: 'says', datatype: 'string', of: 'PerformanceMeasure.says' },
    { name: 'objective', datatype: 'string', of: 'PerformanceMeasure.objective' },
    { name: 'baseline_year', datatype: 'integer', of: 'PerformanceMeasure.baselineYear' },
    { name: 'baseline', datatype: 'decimal', of: 'PerformanceMeasure.baseline' },
    { name: 'target', datatype: 'decimal', of: 'PerformanceMeasure.target' },
    { name: 'target_basis', datatype: 'string', of: 'PerformanceMeasure.targetBasis' },
    { name: 'actual', datatype: 'decimal', of: 'PerformanceMeasure.actual' },
    { name: 'is_met', datatype: 'boolean', of: 'PerformanceMeasure.isMet' },
  ],
  state: snapshotState,
  rows: ({ ask }, state) => yearsBack(state, (year, snapshot) => measuresOf(ask, year, snapshot)),
};

async function measuresOf(ask: Ask, year: number, snapshot: string): Promise<readonly Row[] | null> {
  const { performanceMeasures: told } = (await ask('public/performance-measures', {
    year,
    snapshot,
  })) as PerformanceMeasuresQuery;
  if (told === null) return null;
  return told.measures.map((measure) => ({
    year,
    quarters: told.quarters,
    measure: measure.measure,
    says: measure.says,
    objective: measure.objective,
    baseline_year: measure.baselineYear,
    baseline: measure.baseline,
    target: measure.target,
    target_basis: measure.targetBasis,
    actual: measure.actual,
    is_met: measure.isMet,
  }));
}
