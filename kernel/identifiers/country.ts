import { capitals } from './capitals.ts';
import { ALPHA_2, ALPHA_2_BY_ALPHA_3 } from './iso-3166.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** ISO 3166-1 alpha-2, officially assigned codes only. */
export type Country = string & { readonly [brand]: 'Country' };

/** Any case. Neither reserved (`EU`, `UK`) nor user-assigned (`XK`) codes are countries here. */
export function readCountry(text: string): Country | Malformed {
  const written = capitals(text);
  return ALPHA_2.has(written) ? (written as Country) : malformed('an ISO 3166-1 alpha-2 code', text);
}

/**
 * SAM writes alpha-3. Null where the code names no country of ISO 3166-1: `XUN` (unknown), `XKS`
 * (Kosovo) and blanks are answers SAM gives, not defects of the row.
 */
export function countryFromAlpha3(text: string): Country | null {
  const found = ALPHA_2_BY_ALPHA_3.get(capitals(text));
  return found === undefined ? null : (found as Country);
}
