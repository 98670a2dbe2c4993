import { type Malformed, malformed } from '../identifiers/malformed.ts';

declare const brand: unique symbol;

/** A calendar quarter as `2026-Q3`: an order of the text is an order of time. */
export type Quarter = string & { readonly [brand]: 'Quarter' };

/** Both days are in the quarter. */
export interface QuarterDays {
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
}

const WRITTEN = /^(?!0000)\d{4}-Q[1-4]$/;

/** Any case, surrounding blanks fall away. */
export function readQuarter(text: string): Quarter | Malformed {
  const written = text.trim().toUpperCase();
  return WRITTEN.test(written) ? (written as Quarter) : malformed('YYYY-QN, N from 1 to 4', text);
}

export function quarterOf(day: Temporal.PlainDate): Quarter {
  return quarterAt(day.year * 4 + Math.floor((day.month - 1) / 3));
}

const daysByQuarter = new Map<Quarter, QuarterDays>();

/** Worked out once for each quarter: histories name the same few again and again. */
export function quarterDays(quarter: Quarter): QuarterDays {
  const known = daysByQuarter.get(quarter);
  if (known !== undefined) return known;
  const start = new Temporal.PlainDate(yearOf(quarter), (numberOf(quarter) - 1) * 3 + 1, 1);
  const days = { start, end: start.add({ months: 3 }).subtract({ days: 1 }) };
  daysByQuarter.set(quarter, days);
  return days;
}

export function nextQuarter(quarter: Quarter): Quarter {
  return quarterAt(placeOf(quarter) + 1);
}

export function previousQuarter(quarter: Quarter): Quarter {
  return quarterAt(placeOf(quarter) - 1);
}

/** Quarters from the other to the one, so that sorting puts the earliest first and neighbours differ by 1. */
export function compareQuarters(one: Quarter, other: Quarter): number {
  return placeOf(one) - placeOf(other);
}

/** Quarters since the first of year 0. */
function placeOf(quarter: Quarter): number {
  return yearOf(quarter) * 4 + numberOf(quarter) - 1;
}

function quarterAt(place: number): Quarter {
  const year = Math.floor(place / 4);
  if (year < 1 || year > 9999) throw new RangeError('Quarters are written for the years 1 to 9999.');
  return `${String(year).padStart(4, '0')}-Q${(place % 4) + 1}` as Quarter;
}

function yearOf(quarter: Quarter): number {
  return Number(quarter.slice(0, 4));
}

function numberOf(quarter: Quarter): number {
  return Number(quarter[6]);
}
