import { badInput } from '@good-standing/kernel/subgraph/errors.ts';

/** A fiscal year of four digits. */
export function readYear(year: number): number {
  if (Number.isInteger(year) && year >= 1900 && year <= 9999) return year;
  throw badInput(`year: expected 1900 to 9999, got ${year}`);
}
