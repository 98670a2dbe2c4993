import { wordsOf } from './normalised-name.ts';

/**
 * A postal code for comparing: letters and digits, upper case; of a United States
 * code the first five digits. Null where nothing is left, or where all of it is zeros.
 *
 * @param country alpha-2; null where unknown, when nine digits are taken for a ZIP+4.
 */
export function postalKey(text: string, country: string | null): string | null {
  const written = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (written === '' || /^0+$/.test(written)) return null;
  const isZip = /^\d{5}(\d{4})?$/.test(written) && (country === null || country === 'US' || country === 'ZZ');
  return isZip ? written.slice(0, 5) : written;
}

/** A place name for comparing: its words in their order. Null where it has none. */
export function placeKey(text: string): string | null {
  const words = wordsOf(text);
  return words.length === 0 ? null : words.join(' ');
}

const STREET_WORDS: Readonly<Record<string, string>> = {
  STREET: 'ST',
  AVENUE: 'AVE',
  AV: 'AVE',
  BOULEVARD: 'BLVD',
  ROAD: 'RD',
  DRIVE: 'DR',
  LANE: 'LN',
  COURT: 'CT',
  HIGHWAY: 'HWY',
  PARKWAY: 'PKWY',
  PLACE: 'PL',
  SQUARE: 'SQ',
  TERRACE: 'TER',
  CIRCLE: 'CIR',
  SUITE: 'STE',
  APARTMENT: 'APT',
  BUILDING: 'BLDG',
  FLOOR: 'FL',
  NORTH: 'N',
  SOUTH: 'S',
  EAST: 'E',
  WEST: 'W',
};

/** A street line for comparing: its words, the usual ones abbreviated. Null where it has none. */
export function streetKey(text: string): string | null {
  const words = wordsOf(text).map((word) => STREET_WORDS[word] ?? word);
  return words.length === 0 ? null : words.join(' ');
}
