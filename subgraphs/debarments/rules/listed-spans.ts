import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import type { ListedPeriods } from './status.ts';

/** Days on which an exclusion is active, first and last in; null: indefinite. */
export interface Span {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

/**
 * The days on which `statusOn` says ACTIVE, as spans, earliest first: each of the
 * exclusion's periods less the days on which the list did not name it. What is known
 * of the future is in: a termination to come ends its span with nobody looking again.
 */
export function activeSpans({
  activeOns,
  terminatesOns,
  delistedOns,
  relistedOns,
}: ListedPeriods): readonly Span[] {
  const periods = activeOns.map((from, nth) => ({ from, until: terminatesOns[nth] ?? null }));
  const absences = delistedOns.map((from, nth) => ({
    from,
    until: relistedOns[nth]?.subtract({ days: 1 }) ?? null,
  }));
  return united(
    absences.reduce<readonly Span[]>(
      (spans, absence) => spans.flatMap((span) => without(span, absence)),
      periods,
    ),
  );
}

function without(span: Span, absence: Span): readonly Span[] {
  const before = { from: span.from, until: earlier(span.until, absence.from.subtract({ days: 1 })) };
  const rest =
    absence.until === null
      ? []
      : [{ from: later(span.from, absence.until.add({ days: 1 })), until: span.until }];
  return [before, ...rest].filter(isSome);
}

function united(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].filter(isSome).sort((one, other) => compareDays(one.from, other.from))) {
    const last = whole.at(-1);
    if (last === undefined || (last.until !== null && isAfter(span.from, last.until.add({ days: 1 }))))
      whole.push(span);
    else whole[whole.length - 1] = { from: last.from, until: laterEnd(last.until, span.until) };
  }
  return whole;
}

const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) => compareDays(one, other) > 0;
const isSome = ({ from, until }: Span) => until === null || !isAfter(from, until);
const later = (one: Temporal.PlainDate, other: Temporal.PlainDate) => (isAfter(one, other) ? one : other);
const earlier = (one: Temporal.PlainDate | null, other: Temporal.PlainDate) =>
  one === null || isAfter(one, other) ? other : one;
const laterEnd = (one: Temporal.PlainDate | null, other: Temporal.PlainDate | null) =>
  one === null || other === null ? null : later(one, other);
