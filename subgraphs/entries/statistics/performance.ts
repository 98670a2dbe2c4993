import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { PerformanceMeasure, PerformanceMeasureName } from '../schema.generated.ts';
import { feeSufficiency } from './fee-sufficiency.ts';
import { seizureStatistics } from './seizure-statistics.ts';
import type { Snapshot, Statistics, Year } from './tables.ts';
import { clocksKeptPercent, percentOf, yearCounted } from './years.ts';

export const MEASURES: readonly {
  readonly measure: PerformanceMeasureName;
  readonly says: string;
  readonly objective: string;
}[] = [
  {
    measure: 'CLOCKS_KEPT',
    says: 'Statutory clocks of detentions and seizures that were kept, of a hundred that fell due in the year.',
    objective: 'Goal 2, objective 2.1: risk-based enforcement, operational efficiency',
  },
  {
    measure: 'MAIL_AND_EXPRESS',
    says: 'Seizures in the international mail and express consignment environments, of a hundred seizures.',
    objective: 'Goal 2, objective 2.2: highest-risk e-commerce packages',
  },
  {
    measure: 'FORFEITED',
    says: 'Seizures whose goods were forfeited by the day their quarter was counted, of a hundred seizures.',
    objective: 'Goal 3, objective 3.1: compliance through enforcement mechanisms',
  },
  {
    measure: 'FEES_OF_COSTS',
    says: 'Dollars of fees collected on parcels, of a hundred dollars that processing, inspecting and collecting on them cost.',
    objective: 'Goal 2, objective 2.3: user fee applications; EO 13904 § 7',
  },
  {
    measure: 'REPEATS_PUBLISHED',
    says: 'Repeat offenses in priority trade issues, of a hundred seizures published.',
    objective: 'Goal 3, objective 3.1: deterrence; EO 13904 § 6(a)',
  },
];

interface Target {
  readonly measure: string;
  readonly tenths: number;
  readonly baselineYear: number;
  readonly basis: string;
}

/**
 * Each measure of a year against its baseline and target, all from one snapshot, and from
 * counts that are published: a measure that would need another one is null.
 */
export function performanceMeasures(setting: LoaderSetting) {
  const reached = measuresReached(setting);
  const targetsOf = statement<Target>(
    setting.sql,
    `select measure, target_tenths::float8 as tenths, baseline_year as "baselineYear", basis
     from snapshot_target
     where snapshot_id = :id and year = :year`,
  );
  return async (counted: Year): Promise<readonly PerformanceMeasure[]> => {
    const { snapshot, year } = counted;
    const targets = new Map(
      (await targetsOf({ id: snapshot.id, year })).map((target) => [target.measure, target]),
    );
    const actual = await reached(snapshot, year);
    const years = new Set([...targets.values()].map(({ baselineYear }) => baselineYear));
    const before = new Map(
      await Promise.all([...years].map(async (each) => [each, await reached(snapshot, each)] as const)),
    );
    return MEASURES.map((said) => {
      const target = targets.get(said.measure);
      const aim = target === undefined ? null : target.tenths / 10;
      const done = actual.get(said.measure) ?? null;
      return {
        ...said,
        baselineYear: target?.baselineYear ?? null,
        baseline: target === undefined ? null : (before.get(target.baselineYear)?.get(said.measure) ?? null),
        target: aim,
        targetBasis: target?.basis ?? null,
        actual: done,
        isMet: aim === null || done === null ? null : done >= aim,
      };
    });
  };
}

type Reached = ReadonlyMap<PerformanceMeasureName, number | null>;

/** What was reached in a year, as far as it is counted. Three statements a year. */
function measuresReached(setting: LoaderSetting): (snapshot: Snapshot, year: number) => Promise<Reached> {
  const yearOf = yearCounted(setting);
  const statistics = seizureStatistics(setting);
  const fees = feeSufficiency(setting);
  return async (snapshot, year) => {
    const counted = await yearOf(snapshot, year);
    if (counted === null) return new Map();
    const { quarters, published, publishedRepeats } = counted;
    const environments = await statistics(snapshot, 'ENVIRONMENT', quarters);
    const outcomes = await statistics(snapshot, 'OUTCOME', quarters);
    const account = await fees(snapshot, { period: `FY${year}`, quarters });
    return new Map<PerformanceMeasureName, number | null>([
      ['CLOCKS_KEPT', clocksKeptPercent(counted)],
      ['MAIL_AND_EXPRESS', shareOf(environments, ['MAIL', 'EXPRESS'])],
      ['FORFEITED', shareOf(outcomes, ['FORFEITED'])],
      ['FEES_OF_COSTS', account?.total.ratioPercent ?? null],
      ['REPEATS_PUBLISHED', percentOf(publishedRepeats, published)],
    ]);
  };
}

/** Null where a count is not published. */
function shareOf(statistics: Statistics | null, values: readonly string[]): number | null {
  const counts = values.map((value) => statistics?.rows.find((row) => row.value === value)?.count ?? null);
  const total = statistics?.total ?? null;
  if (total === null || counts.includes(null)) return null;
  return percentOf(
    counts.reduce((sum, count) => sum + (count?.seizures ?? 0), 0),
    total.seizures,
  );
}
