import { luhnSum } from './luhn.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** National Provider Identifier: ten digits, the last a check digit (45 CFR 162.406). */
export type Npi = string & { readonly [brand]: 'Npi' };

/** The check digit is Luhn's over the number with the card issuer prefix of U.S. health before it. */
const ISSUER = '80840';

export function readNpi(text: string): Npi | Malformed {
  const written = text.trim();
  if (!/^\d{10}$/.test(written)) return malformed('10 digits', text);
  return luhnSum(ISSUER + written) % 10 === 0
    ? (written as Npi)
    : malformed('10 digits with the check digit of an NPI', text);
}
