import type { SeizureGrouping } from '../schema.generated.ts';
import type { Quarters } from './fiscal-year.ts';

export interface Snapshot {
  readonly id: string;
  readonly through: string;
  readonly takenOn: Temporal.PlainDate;
  readonly takenAt: Temporal.Instant;
  readonly digest: string;
  readonly smallestCell: number;
}

export interface Count {
  readonly seizures: number;
  readonly lines: number;
}

export interface Statistics {
  readonly snapshot: Snapshot;
  readonly groupBy: SeizureGrouping;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly total: Count | null;
  readonly rows: readonly { readonly value: string; readonly count: Count | null }[];
}

/** A year as far as it is counted. */
export interface Year {
  readonly snapshot: Snapshot;
  readonly year: number;
  /** Those of the year that are counted. */
  readonly quarters: Quarters;
  readonly clocksDue: number;
  readonly clocksKept: number;
  readonly penaltiesClosed: number;
  readonly assessedCents: number;
  readonly lossOfRevenueCents: number;
  readonly mitigatedCents: number;
  readonly paidCents: number;
  readonly published: number;
  readonly publishedRepeats: number;
  readonly withdrawn: number;
}

export interface Account {
  readonly quarter: string;
  readonly environment: 'MAIL' | 'EXPRESS' | 'CARGO' | 'OTHER';
  readonly kind: 'FEE' | 'PROCESSING' | 'INSPECTION' | 'COLLECTION';
  readonly item: string;
  readonly authority: string;
  readonly cents: number;
}
