import {
  nextQuarter,
  type Quarter,
  quarterDays,
  readQuarter,
} from '@good-standing/kernel/calendar/quarter.ts';
import { isMalformed, type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';

/** Consecutive quarters, the first one first. */
export type Quarters = readonly [Quarter, ...Quarter[]];

/** 31 USC 1102: October of the year before through September. Annual is by fiscal year (policy), as CBP's own figures are. */
export function quartersOfYear(year: number): Quarters {
  const first = `${String(year - 1).padStart(4, '0')}-Q4` as Quarter;
  const second = nextQuarter(first);
  const third = nextQuarter(second);
  return [first, second, third, nextQuarter(third)];
}

/** A calendar quarter, `2026-Q3`, or a fiscal year, `FY2026`; any case. */
export function readPeriod(
  text: string,
): { readonly period: string; readonly quarters: Quarters } | Malformed {
  const written = text.trim().toUpperCase();
  const year = /^FY((?!000[01])\d{4})$/.exec(written)?.[1];
  if (year !== undefined) return { period: written, quarters: quartersOfYear(Number(year)) };
  const quarter = readQuarter(written);
  return isMalformed(quarter)
    ? malformed('a quarter YYYY-QN or a fiscal year FYYYYY', text)
    : { period: quarter, quarters: [quarter] };
}

export function daysOf(quarters: Quarters): {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
} {
  return {
    from: quarterDays(quarters[0]).start,
    to: quarterDays(quarters.at(-1) ?? quarters[0]).end,
  };
}
