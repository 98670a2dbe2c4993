import type { MutationResolvers, QueryResolvers, Resolvers } from '../schema.generated.ts';
import { daysOf, quartersOfYear } from './fiscal-year.ts';
import { clocksKeptPercent, isWholeYear } from './years.ts';

export const statisticsQueries = {
  seizureStatistics: (_root, asked, { load }) => load.statistics.seizures(asked),
  statisticsSnapshots: (_root, page, { load }) => load.statistics.snapshots(page),
  enforcementTransparencyReport: (_root, asked, { load }) => load.statistics.year(asked),
  feeSufficiency: (_root, asked, { load }) => load.statistics.fees(asked),
  performanceMeasures: (_root, asked, { load }) => load.statistics.year(asked),
} satisfies QueryResolvers;

export const statisticsMutations = {
  takeStatisticsSnapshot: (_root, { input }, { load }) => load.statistics.take(input),
} satisfies MutationResolvers;

export const statisticsTypes = {
  EnforcementTransparencyReport: {
    from: ({ year }) => daysOf(quartersOfYear(year)).from,
    to: ({ year }) => daysOf(quartersOfYear(year)).to,
    isComplete: (year) => isWholeYear(year),
    byGround: (year, _arguments, { load }) => load.statistics.ofYear(year, 'GROUND'),
    byEnvironment: (year, _arguments, { load }) => load.statistics.ofYear(year, 'ENVIRONMENT'),
    byOutcome: (year, _arguments, { load }) => load.statistics.ofYear(year, 'OUTCOME'),
    byCountry: (year, _arguments, { load }) => load.statistics.ofYear(year, 'COUNTRY'),
    penaltiesClosed: (year) => ({
      cases: year.penaltiesClosed,
      assessed: year.assessedCents,
      lossOfRevenue: year.lossOfRevenueCents,
      mitigated: year.mitigatedCents,
      paid: year.paidCents,
    }),
    clocksKeptPercent: (year) => clocksKeptPercent(year),
  },
  PerformanceReport: {
    measures: (year, _arguments, { load }) => load.statistics.measures(year),
  },
} satisfies Resolvers;
