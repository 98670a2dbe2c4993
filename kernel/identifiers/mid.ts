import { capitals } from './capitals.ts';
import { type Country, readCountry } from './country.ts';
import { isMalformed, type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/**
 * Manufacturer identification code (19 CFR part 102, appendix): country, name, street number and
 * city run together in at most 15 characters. Not unique: for comparing and blocking, never a key.
 */
export type Mid = string & { readonly [brand]: 'Mid' };

export interface MidParts {
  /** The country, Canada for its province codes. */
  readonly country: Country;
  /** `XO` and the like, or null outside Canada. */
  readonly province: CanadianProvince | null;
  /** Three letters of each of the first two words; digits where the name has them. */
  readonly name: string;
  /** Up to four digits, or null where the address has none. */
  readonly streetNumber: string | null;
  /** First three letters of the city, fewer where its name is shorter. */
  readonly city: string;
}

/** The codes that stand for Canada in a MID. `CA` itself is not written. */
export const CANADIAN_PROVINCES = {
  XA: 'Alberta',
  XB: 'New Brunswick',
  XC: 'British Columbia',
  XM: 'Manitoba',
  XN: 'Nova Scotia',
  XO: 'Ontario',
  XP: 'Prince Edward Island',
  XQ: 'Quebec',
  XS: 'Saskatchewan',
  XT: 'Northwest Territories',
  XV: 'Nunavut',
  XW: 'Newfoundland and Labrador',
  XY: 'Yukon',
} as const;

export type CanadianProvince = keyof typeof CANADIAN_PROVINCES;

const EXPECTED = 'country, name, street number and city in 6 to 15 letters and digits';
/**
 * The shortest name that leaves a street number and a city. The parts run together, so a name that
 * ends in digits may lose them to the street number.
 */
const WITH_STREET = /^[A-Z]{2}(\d*[A-Z][A-Z0-9]*?)(\d{1,4})([A-Z]{1,3})$/;
/** Without a street number only a city of three letters can be told from the name. */
const WITHOUT_STREET = /^[A-Z]{2}(\d*[A-Z][A-Z0-9]*?)([A-Z]{3})$/;
const LONGEST_NAME = 6;

/** Any case. A code that names no country, or whose name has no letter, or that does not end in a city, is malformed. */
export function readMid(text: string): Mid | Malformed {
  const written = capitals(text);
  return partsOf(written) === null ? malformed(EXPECTED, text) : (written as Mid);
}

export function midParts(mid: Mid): MidParts {
  const parts = partsOf(mid);
  if (parts === null) throw new TypeError('A MID was made without being read.');
  return parts;
}

function partsOf(written: string): MidParts | null {
  if (written.length < 6 || written.length > 15) return null;
  const origin = originOf(written.slice(0, 2));
  if (origin === null) return null;
  const withStreet = WITH_STREET.exec(written);
  const [, name = '', streetNumber, city = ''] = withStreet ?? withoutStreet(written);
  if (name === '' || name.length > LONGEST_NAME) return null;
  return { ...origin, name, streetNumber: streetNumber ?? null, city };
}

function withoutStreet(written: string): readonly (string | undefined)[] {
  const [all, name, city] = WITHOUT_STREET.exec(written) ?? [];
  return [all, name, undefined, city];
}

function originOf(code: string): Pick<MidParts, 'country' | 'province'> | null {
  if (isProvince(code)) return { country: 'CA' as Country, province: code };
  const country = readCountry(code);
  return isMalformed(country) ? null : { country, province: null };
}

function isProvince(code: string): code is CanadianProvince {
  return Object.hasOwn(CANADIAN_PROVINCES, code);
}
