import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { type Quarters, quartersOfYear } from './fiscal-year.ts';
import type { Snapshot, Year } from './tables.ts';

/** A fiscal year as far as a snapshot counts it; null where it counts none of it. One statement. */
export function yearCounted({ sql }: LoaderSetting) {
  const rows = statement<Omit<Year, 'snapshot' | 'year'>>(
    sql,
    `select array_agg(quarter order by quarter) as quarters,
       sum(clocks_due)::int as "clocksDue", sum(clocks_kept)::int as "clocksKept",
       sum(penalties_closed)::int as "penaltiesClosed", sum(assessed_cents)::float8 as "assessedCents",
       sum(loss_of_revenue_cents)::float8 as "lossOfRevenueCents", sum(mitigated_cents)::float8 as "mitigatedCents",
       sum(paid_cents)::float8 as "paidCents", sum(published)::int as published,
       sum(published_repeats)::int as "publishedRepeats", sum(withdrawn)::int as withdrawn
     from counted_quarter
     where quarter = any(:quarters::text[]) and quarter <= :through
     having count(*) > 0`,
  );
  return async (snapshot: Snapshot, year: number): Promise<Year | null> => {
    const [counted] = await rows({ quarters: quartersOfYear(year), through: snapshot.through });
    return counted === undefined ? null : { ...counted, snapshot, year };
  };
}

/** Of a hundred, to a tenth; null where there are too few to say. */
export function percentOf(part: number, whole: number, fewest = 1): number | null {
  return whole < fewest || whole === 0 ? null : Math.round((part * 1_000) / whole) / 10;
}

export function clocksKeptPercent({ clocksKept, clocksDue, snapshot }: Year): number | null {
  return percentOf(clocksKept, clocksDue, snapshot.smallestCell);
}

export function isWholeYear({ quarters }: { readonly quarters: Quarters }): boolean {
  return quarters.length === 4;
}
