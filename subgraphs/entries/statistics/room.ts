import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type {
  PerformanceMeasure,
  QueryEnforcementTransparencyReportArgs,
  QueryFeeSufficiencyArgs,
  QuerySeizureStatisticsArgs,
  SeizureGrouping,
  StatisticsSnapshotInput,
} from '../schema.generated.ts';
import { askedQuarters } from './asked-quarters.ts';
import { feeSufficiency } from './fee-sufficiency.ts';
import type { Sufficiency } from './fees.ts';
import { readPeriod } from './fiscal-year.ts';
import { performanceMeasures } from './performance.ts';
import { readYear } from './read-year.ts';
import { seizureStatistics } from './seizure-statistics.ts';
import { snapshotAsked, snapshots } from './snapshots.ts';
import type { Snapshot, Statistics, Year } from './tables.ts';
import { takeByMutation } from './take-snapshot.ts';
import { yearCounted } from './years.ts';

/** What a request reads of statistics, all of it from snapshots, and the taking of one. */
export interface StatisticsRoom {
  readonly seizures: (asked: QuerySeizureStatisticsArgs) => Promise<Statistics | null>;
  readonly snapshots: (page: PageArguments) => Promise<Connection<Snapshot>>;
  readonly year: (asked: QueryEnforcementTransparencyReportArgs) => Promise<Year | null>;
  readonly ofYear: (year: Year, groupBy: SeizureGrouping) => Promise<Statistics>;
  readonly measures: (year: Year) => Promise<readonly PerformanceMeasure[]>;
  readonly fees: (
    asked: QueryFeeSufficiencyArgs,
  ) => Promise<(Sufficiency & { readonly snapshot: Snapshot }) | null>;
  readonly take: (input: StatisticsSnapshotInput) => Promise<Snapshot | null>;
}

export function statisticsRoom(setting: LoaderSetting): StatisticsRoom {
  const snapshotOf = snapshotAsked(setting);
  const statistics = seizureStatistics(setting);
  const yearOf = yearCounted(setting);
  const measures = performanceMeasures(setting);
  const fees = feeSufficiency(setting);
  const take = takeByMutation(setting);
  return {
    async seizures({ groupBy, from, to, snapshot: id }) {
      const quarters = askedQuarters(from, to);
      const snapshot = await snapshotOf(id ?? null);
      return snapshot === null ? null : statistics(snapshot, groupBy, quarters);
    },
    snapshots: snapshots(setting),
    async year({ year: asked, snapshot: id }) {
      const year = readYear(asked);
      const snapshot = await snapshotOf(id ?? null);
      return snapshot === null ? null : yearOf(snapshot, year);
    },
    async ofYear({ snapshot, quarters }, groupBy) {
      const counted = await statistics(snapshot, groupBy, quarters);
      if (counted === null) throw new Error('a quarter that was counted has no statistics');
      return counted;
    },
    measures,
    async fees({ period: asked, snapshot: id }) {
      const period = wellFormed('period', readPeriod(asked));
      const snapshot = await snapshotOf(id ?? null);
      return snapshot === null ? null : fees(snapshot, period);
    },
    async take(input) {
      const id = await take(input);
      return id === null ? null : snapshotOf(id);
    },
  };
}
