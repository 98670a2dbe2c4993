import { readCountry } from '@good-standing/kernel/identifiers/country.ts';
import { isMalformed, type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';

/** Codes that ISO 3166-1 leaves to its users: AA, QM to QZ, XA to XZ, ZZ. */
const USER_ASSIGNED = /^(?:AA|Q[M-Z]|X[A-Z]|ZZ)$/;

/** An assigned country, or a user-assigned code: an invented or unknown origin. */
export function readCountryCode(text: string): string | Malformed {
  const country = readCountry(text);
  if (!isMalformed(country)) return country;
  const written = text.trim().toUpperCase();
  return USER_ASSIGNED.test(written)
    ? written
    : malformed('an ISO 3166-1 alpha-2 code, assigned or user-assigned', text);
}
