import { capitals } from './capitals.ts';
import type { FilerCode } from './filer-code.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** `XXX-NNNNNNN-N`: filer code, number unique to the filer, check digit (19 CFR 142.3a). */
export type EntryNumber = string & { readonly [brand]: 'EntryNumber' };

const WRITTEN = /^((?!000)[A-Z0-9]{3})-?(\d{7})-?(\d)$/;
const FIRST_TEN = /^[A-Z0-9]{3}\d{7}$/;

/**
 * Reads an entry number as a filer would write it: hyphens optional, any case.
 * What comes back is canonical, so two spellings of one entry are one key. The check digit
 * cannot tell A from J, nor 09 from 90: whether the filer code exists is another question.
 */
export function readEntryNumber(text: string): EntryNumber | Malformed {
  const parts = WRITTEN.exec(capitals(text));
  if (parts === null) return malformed('XXX-NNNNNNN-N', text);
  const [, filer = '', serial = '', check = ''] = parts;
  if (entryCheckDigit(filer + serial) !== Number(check)) {
    return malformed('XXX-NNNNNNN-N with the check digit of ACE CATAIR Appendix E', text);
  }
  return `${filer}-${serial}-${check}` as EntryNumber;
}

/**
 * ACE CATAIR Appendix E: letters become digits (A-I 1-9, J-R 1-9, S-Z 2-9), the digits at odd
 * places from the right are doubled less 9 where above 9, and the check brings the sum to a ten.
 *
 * @param firstTen filer code and serial number, upper case, without hyphens.
 */
export function entryCheckDigit(firstTen: string): number {
  if (!FIRST_TEN.test(firstTen)) throw new RangeError('A check digit is computed on XXXNNNNNNN.');
  let sum = 0;
  for (let place = 0; place < 10; place += 1) {
    const digit = digitOf(firstTen.charCodeAt(place));
    const counted = place % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return (10 - (sum % 10)) % 10;
}

/** The entry number of a filer's nth entry. @param serial 0 to 9999999. */
export function entryNumberOf(filer: FilerCode, serial: number): EntryNumber {
  if (!Number.isInteger(serial) || serial < 0 || serial > 9_999_999) {
    throw new RangeError('An entry serial number has at most seven digits.');
  }
  const digits = String(serial).padStart(7, '0');
  return `${filer}-${digits}-${entryCheckDigit(filer + digits)}` as EntryNumber;
}

export function filerCodeOf(entry: EntryNumber): FilerCode {
  return entry.slice(0, 3) as FilerCode;
}

const ZERO = 48;
const NINE = 57;
const A = 65;
const J = 74;
const S = 83;

function digitOf(code: number): number {
  if (code <= NINE) return code - ZERO;
  if (code < J) return code - A + 1;
  return code < S ? code - J + 1 : code - S + 2;
}
