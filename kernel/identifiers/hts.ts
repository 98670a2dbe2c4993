import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/**
 * A number of the Harmonized Tariff Schedule, digits only: heading (4), subheading (6),
 * tariff rate line (8) or statistical number (10). A prefix names everything beneath it.
 */
export type Hts = string & { readonly [brand]: 'Hts' };

/** A chapter of the schedule, `01` to `99`. */
export type HtsChapter = string & { readonly [brand]: 'HtsChapter' };

const WRITTEN = /^(?!00)\d{4}(?:\.?\d{2}(?:\.?\d{2}(?:\.?\d{2})?)?)?$/;

/** Dots optional and only between levels. That the number is in the schedule is not checked. */
export function readHts(text: string): Hts | Malformed {
  const written = text.trim();
  if (!WRITTEN.test(written)) return malformed('4, 6, 8 or 10 digits as NNNN.NN.NN.NN, dots optional', text);
  return written.replaceAll('.', '') as Hts;
}

export function chapter(hts: Hts): HtsChapter {
  return hts.slice(0, 2) as HtsChapter;
}

/** As the schedule prints it: `6110.20.2010`. */
export function printedHts(hts: Hts): string {
  return [hts.slice(0, 4), hts.slice(4, 6), hts.slice(6)].filter((part) => part !== '').join('.');
}

/** Whether the number is the heading, subheading or line given, or beneath it. */
export function isWithin(hts: Hts, above: Hts): boolean {
  return hts.startsWith(above);
}
