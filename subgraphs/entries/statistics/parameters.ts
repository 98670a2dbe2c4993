import type { Parameter } from '../parameters.ts';

/** Seizures below which the count of a cell is not published. */
export const smallestCell: Parameter<number> = {
  value: 10,
  basis:
    'EO 14411 § 6 publishes within "any other applicable limit on the disclosure of sensitive information" and gives no number; federal practice is 3 to 11.',
  status: 'POLICY',
};

/** Days after the end of a quarter from which it may be counted: what is brought late is still in it. */
export const countedAfterDays: Parameter<number> = {
  value: 30,
  basis: 'A quarter is counted once: EO 14411 § 6 and EO 13904 § 6(a) say annual and periodic, not when.',
  status: 'POLICY',
};

/** How many of the smallest cells that suffice one is chosen from to hide a smaller one. */
export const CHOSEN_FROM = 3;

/** Quarters that one snapshot counts at most, and that one question spans. */
export const MOST_QUARTERS = 80;
