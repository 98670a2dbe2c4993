import { capitals } from './capitals.ts';
import { type Malformed, malformedUnquoted } from './malformed.ts';

declare const brand: unique symbol;

/**
 * Importer of record number as CBP Form 5106 writes it (19 CFR 24.5(d)). It may be a Social
 * Security number: never in an id, key, cursor, URL, error or log.
 */
export type ImporterNumber = string & { readonly [brand]: 'ImporterNumber' };

export type ImporterNumberKind = 'IRS' | 'SSN' | 'CBP_ASSIGNED';

const EXPECTED = 'NN-NNNNNNNXX (X not O, Z or I), NNN-NN-NNNN or NNNNNN-NNNNN';

/** A suffix is numeric, alphabetic or mixed, without O, Z and I (19 CFR 24.5(d)). */
const IRS = /^\d{2}-\d{7}(?:[0-9A-HJ-NP-Y]{2})?$/;
const SOCIAL_SECURITY = /^\d{3}-\d{2}-\d{4}$/;
const CBP_ASSIGNED = /^\d{6}-\d{5}$/;

/**
 * Reads the three forms, hyphens as written because they tell the forms apart. Surrounding
 * blanks fall away (the 12-character ABI field is left-justified), the suffix is upper-cased,
 * and a blank suffix is `00` (19 CFR 24.5(d)). A malformed number is described, never quoted.
 */
export function readImporterNumber(text: string): ImporterNumber | Malformed {
  const written = capitals(text);
  if (IRS.test(written)) return (written.length === 10 ? `${written}00` : written) as ImporterNumber;
  if (SOCIAL_SECURITY.test(written) || CBP_ASSIGNED.test(written)) return written as ImporterNumber;
  return malformedUnquoted(EXPECTED, text);
}

/** The forms do not collide: the first hyphen stands after 2, 3 or 6 digits. */
export function importerNumberKind(number: ImporterNumber): ImporterNumberKind {
  if (number[2] === '-') return 'IRS';
  return number[3] === '-' ? 'SSN' : 'CBP_ASSIGNED';
}

export function isSocialSecurityNumber(number: ImporterNumber): boolean {
  return importerNumberKind(number) === 'SSN';
}

/**
 * The nine digits of the employer identification number, without hyphen, or null for the other
 * forms. Two suffixes of one root are two importer numbers of one legal entity.
 */
export function einRoot(number: ImporterNumber): string | null {
  return importerNumberKind(number) === 'IRS' ? number.slice(0, 2) + number.slice(3, 10) : null;
}
