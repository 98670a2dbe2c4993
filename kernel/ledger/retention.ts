/**
 * Years for which an entry of the accounting stays in the ledger's tables, from the
 * end of its month. What is past them is archived and never deleted: the law says five
 * years or the life of the record, whichever is longer, and an archive outlasts both.
 * The database refuses to let go of anything sooner than five years, whatever stands here.
 */
export const retentionYears = {
  value: 5,
  basis: '5 USC 552a(c)(2)',
  status: 'SETTLED',
  effectiveOn: '1975-09-27',
} as const;

/** First day that a month is past retention: the day after its last one, so many years on. */
export function archivedFrom(month: Temporal.PlainYearMonth): Temporal.PlainDate {
  return month.toPlainDate({ day: 1 }).add({ months: 1, years: retentionYears.value });
}

export function isPastRetention(month: Temporal.PlainYearMonth, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(archivedFrom(month), today) <= 0;
}
