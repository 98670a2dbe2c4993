import { type Malformed, malformed } from '../identifiers/malformed.ts';

/** Reads `YYDDD`, the day of this century that SAM puts in its file names: `20049` is 18 February 2020. */
export function readJulianDay(text: string): Temporal.PlainDate | Malformed {
  if (!/^\d{5}$/.test(text)) return malformed('YYDDD', text);
  const newYear = new Temporal.PlainDate(2000 + Number(text.slice(0, 2)), 1, 1);
  const ordinal = Number(text.slice(2));
  if (ordinal < 1 || ordinal > newYear.daysInYear) return malformed('YYDDD with a day of that year', text);
  return newYear.add({ days: ordinal - 1 });
}

/** @param day of this century. */
export function julianDay(day: Temporal.PlainDate): string {
  if (day.year < 2000 || day.year > 2099) throw new RangeError('YYDDD writes days of 2000 to 2099.');
  return `${String(day.year - 2000).padStart(2, '0')}${String(day.dayOfYear).padStart(3, '0')}`;
}
