import { capitals } from './capitals.ts';
import { readCountryCode } from './country-code.ts';
import { isMalformed, type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** UPU S10 item identifier: service indicator (2 letters), 8 digits, check digit, country of posting. */
export type S10 = string & { readonly [brand]: 'S10' };

const WRITTEN = /^([A-Z]{2})(\d{8})(\d)([A-Z]{2})$/;
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;

/** Any case; blanks between the parts, as labels print them, fall away. A user-assigned country marks an invented post. */
export function readS10(text: string): S10 | Malformed {
  const written = capitals(text.replaceAll(/\s/g, ''));
  const parts = WRITTEN.exec(written);
  if (parts === null) return malformed('XXNNNNNNNNNXX of UPU S10', text);
  const [, , serial = '', check = '', country = ''] = parts;
  if (isMalformed(readCountryCode(country))) {
    return malformed('XXNNNNNNNNNXX ending in an ISO country', text);
  }
  if (s10CheckDigit(serial) !== Number(check)) {
    return malformed('XXNNNNNNNNNXX with the check digit of UPU S10', text);
  }
  return written as S10;
}

/** Weighted sum, 11 less its remainder by 11; 10 is written 0 and 11 is written 5. @param serial 8 digits. */
export function s10CheckDigit(serial: string): number {
  if (!/^\d{8}$/.test(serial)) throw new RangeError('An S10 check digit is computed on eight digits.');
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(serial[place]), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 0;
  return check === 11 ? 5 : check;
}

export function countryOfPosting(item: S10): string {
  return item.slice(-2);
}

export function serviceIndicator(item: S10): string {
  return item.slice(0, 2);
}
