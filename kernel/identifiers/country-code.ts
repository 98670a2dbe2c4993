import { capitals } from './capitals.ts';
import { readCountry } from './country.ts';
import { isMalformed, type Malformed, malformed } from './malformed.ts';

/** Codes that ISO 3166-1 leaves to its users: AA, QM to QZ, XA to XZ, ZZ. */
const USER_ASSIGNED = /^(?:AA|Q[M-Z]|X[A-Z]|ZZ)$/;

/** An assigned country, or a user-assigned code: an invented or unknown one. */
export function readCountryCode(text: string): string | Malformed {
  const country = readCountry(text);
  if (!isMalformed(country)) return country;
  const written = capitals(text.trim());
  return USER_ASSIGNED.test(written)
    ? written
    : malformed('an ISO 3166-1 alpha-2 code, assigned or user-assigned', text);
}
