import type { StandingStatus, Tier } from '../rules/risk-tier.ts';
import type { Reason } from '../standing/assess.ts';

/** An importer's standing and tier on the day. */
export interface Judged {
  readonly status: StandingStatus;
  /** Of the day, worst first. */
  readonly reasons: readonly Reason[];
  readonly tier: Tier;
  readonly because: string;
}

/** Importers that would go from one to another, by which rule or why, and some of them. */
export interface Change<Of> {
  readonly from: Of;
  readonly to: Of;
  readonly importers: number;
  readonly by: readonly { readonly cause: string; readonly importers: number }[];
  /** The first by id. */
  readonly sample: readonly string[];
}

export interface Tallied {
  readonly importers: number;
  readonly changed: number;
  readonly status: readonly Change<StandingStatus>[];
  readonly tier: readonly Change<Tier>[];
}

export interface Tally {
  /** In the order of their ids. */
  add(importer: string, before: Judged, after: Judged): void;
  done(): Tallied;
}

const WORST_FIRST: readonly StandingStatus[] = ['INELIGIBLE', 'NOT_GOOD', 'UNDETERMINED', 'WATCH', 'GOOD'];

export function tally(mostSampled: number): Tally {
  const status = counted<StandingStatus>(mostSampled);
  const tier = counted<Tier>(mostSampled);
  let importers = 0;
  let changed = 0;
  return {
    add(importer, before, after) {
      importers += 1;
      const isOther = before.status !== after.status || before.tier !== after.tier;
      if (isOther) changed += 1;
      if (before.status !== after.status) {
        status.add(importer, before.status, after.status, rulesOf(before, after));
      }
      if (before.tier !== after.tier) tier.add(importer, before.tier, after.tier, [after.because]);
    },
    done: () => ({ importers, changed, status: status.done(), tier: tier.done() }),
  };
}

/** The rules of the worse of both statuses: those that would make it, or that would make it no more. */
function rulesOf(before: Judged, after: Judged): readonly string[] {
  const isWorse = WORST_FIRST.indexOf(after.status) < WORST_FIRST.indexOf(before.status);
  const { reasons } = isWorse ? after : before;
  const worst = reasons[0]?.effect;
  return [...new Set(reasons.filter(({ effect }) => effect === worst).map(({ rule }) => rule))];
}

function counted<Of extends string>(mostSampled: number) {
  const changes = new Map<
    string,
    { from: Of; to: Of; importers: number; by: Map<string, number>; sample: string[] }
  >();
  return {
    add(importer: string, from: Of, to: Of, causes: readonly string[]): void {
      const key = `${from} ${to}`;
      const held = changes.get(key) ?? { from, to, importers: 0, by: new Map<string, number>(), sample: [] };
      changes.set(key, held);
      held.importers += 1;
      for (const cause of causes) held.by.set(cause, (held.by.get(cause) ?? 0) + 1);
      if (held.sample.length < mostSampled) held.sample.push(importer);
    },
    done: (): readonly Change<Of>[] =>
      [...changes.values()]
        .map(({ by, ...change }) => ({
          ...change,
          by: [...by]
            .map(([cause, importers]) => ({ cause, importers }))
            .sort((one, other) => other.importers - one.importers || (one.cause < other.cause ? -1 : 1)),
        }))
        .sort(
          (one, other) =>
            other.importers - one.importers || (one.from + one.to < other.from + other.to ? -1 : 1),
        ),
  };
}
