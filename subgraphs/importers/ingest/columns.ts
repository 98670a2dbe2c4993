import { readCountry } from '@good-standing/kernel/identifiers/country.ts';
import { isMalformed, type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import type { FieldReader } from '@good-standing/kernel/ingest/fields.ts';

/** Codes that ISO 3166-1 leaves to its users: AA, QM to QZ, XA to XZ, ZZ. */
const USER_ASSIGNED = /^(?:AA|Q[M-Z]|X[A-Z]|ZZ)$/;

/** An assigned country or a user-assigned code; ZZ where the source does not know it. */
export function countryColumn(text: string): string | Malformed {
  const country = readCountry(text);
  if (!isMalformed(country)) return country;
  const written = text.trim().toUpperCase();
  return USER_ASSIGNED.test(written)
    ? written
    : malformed('an ISO 3166-1 alpha-2 code, assigned or user-assigned', text);
}

/** Letters and digits, any case; upper case comes back. */
export function codeColumn(shape: RegExp, expected: string): FieldReader<string> {
  return (text) => {
    const written = text.trim().toUpperCase();
    return shape.test(written) ? written : malformed(expected, text);
  };
}

/** A share in percent with at most four places. */
export function percentColumn(text: string): number | Malformed {
  const written = text.trim();
  const percent = /^\d{1,3}(?:\.\d{1,4})?$/.test(written) ? Number(written) : Number.NaN;
  return percent <= 100 ? percent : malformed('a percentage, 0 to 100', text);
}

/** A year of the common era as four digits. */
export function yearColumn(text: string): number | Malformed {
  const written = text.trim();
  return /^[12]\d{3}$/.test(written) ? Number(written) : malformed('a year, YYYY', text);
}

/** Mode of a programme: EXPRESS. */
export const modeColumn = codeColumn(/^[A-Z][A-Z _-]{0,29}$/, '1 to 30 letters');
