/** Months that one history spans at most. */
export const LONGEST_MONTHS = 60;

export const HISTORY_FACETS = ['TYPE', 'OUTCOME', 'COUNTRY', 'AGENCY'] as const;
export type HistoryFacet = (typeof HISTORY_FACETS)[number];
export type EntryOutcome = 'RELEASED' | 'NOT_RELEASED';

/** What one month counts of one value: each entry has one type and one outcome, each line one country. */
export interface HistoryCount {
  /** First day of the month. */
  readonly month: Temporal.PlainDate;
  readonly facet: HistoryFacet;
  readonly value: string;
  readonly entries: number;
  readonly lines: number;
}

export type ValueCount = Pick<HistoryCount, 'value' | 'entries' | 'lines'>;

/** Counts of some months in a row. */
export interface HistoryPeriod {
  /** First and last day, both in. */
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly entries: number;
  readonly lines: number;
  readonly of: Readonly<Record<HistoryFacet, readonly ValueCount[]>>;
}

export interface ImporterHistory {
  readonly total: HistoryPeriod;
  readonly months: readonly HistoryPeriod[];
}

/** The first days of the months that the days from one to another lie in; none where the other is earlier. One more than is allowed where there are more. */
export function monthsFrom(from: Temporal.PlainDate, to: Temporal.PlainDate): readonly Temporal.PlainDate[] {
  const months: Temporal.PlainDate[] = [];
  if (Temporal.PlainDate.compare(to, from) < 0) return months;
  let month = from.with({ day: 1 });
  while (Temporal.PlainDate.compare(month, to) <= 0 && months.length <= LONGEST_MONTHS) {
    months.push(month);
    month = month.add({ months: 1 });
  }
  return months;
}

/** @param months in order, at least one. @param counts of those months and no others. */
export function importerHistory(
  months: readonly Temporal.PlainDate[],
  counts: readonly HistoryCount[],
): ImporterHistory {
  const byMonth = Map.groupBy(counts, ({ month }) => month.toString());
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) throw new Error('a history has a month at least');
  return {
    total: period(first, last, counts),
    months: months.map((month) => period(month, month, byMonth.get(month.toString()) ?? [])),
  };
}

function period(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  counts: readonly HistoryCount[],
): HistoryPeriod {
  const of = Object.fromEntries(
    HISTORY_FACETS.map((facet) => [facet, byValue(counts.filter((count) => count.facet === facet))]),
  ) as Record<HistoryFacet, readonly ValueCount[]>;
  return {
    from: first,
    to: last.with({ day: last.daysInMonth }),
    entries: of.TYPE.reduce((sum, { entries }) => sum + entries, 0),
    lines: of.COUNTRY.reduce((sum, { lines }) => sum + lines, 0),
    of,
  };
}

/** In order of the values. */
function byValue(counts: readonly ValueCount[]): readonly ValueCount[] {
  const sums = new Map<string, { value: string; entries: number; lines: number }>();
  for (const { value, entries, lines } of counts) {
    const sum = sums.get(value) ?? { value, entries: 0, lines: 0 };
    sum.entries += entries;
    sum.lines += lines;
    sums.set(value, sum);
  }
  return [...sums.values()].sort((one, other) => (one.value < other.value ? -1 : 1));
}
