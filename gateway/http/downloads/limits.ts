import { type Limits, limitsFor } from '../../limits/limits.ts';
import { PAGE_ROWS } from './paged.ts';

/** What the house asks for one page of a download: the questions are its own, only larger than anybody's. */
export const PAGE_LIMITS: Limits = {
  ...limitsFor('PUBLIC'),
  first: PAGE_ROWS,
  cost: 20_000,
  deadlineMs: 10_000,
};

/** Downloads under way at once in one process. */
export const MOST_AT_ONCE = 8;
/** Root fields that a download counts as. */
export const POINTS = 5;
export const MOST_ROWS = 1_000_000;
/** Milliseconds that a download may take as a whole. */
export const WITHIN_MS = 600_000;
/** Milliseconds that a client may read nothing. */
export const PATIENCE_MS = 60_000;
/** Bytes of text gathered before they are written. */
export const WRITE_AT = 32_768;
