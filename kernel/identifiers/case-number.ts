import { capitals } from './capitals.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/**
 * A seizure or penalty case number of Fines, Penalties and Forfeitures. Opaque: its shape is not
 * published, so anything bounded and printable that holds a digit is taken as it stands.
 */
export type CaseNumber = string & { readonly [brand]: 'CaseNumber' };

const CASE_NUMBER = /^(?=.*\d)[A-Z0-9](?:[A-Z0-9 ./-]{0,30}[A-Z0-9])?$/;

/** Any case, surrounding blanks fall away; upper case comes back, at most 32 characters. */
export function readCaseNumber(text: string): CaseNumber | Malformed {
  const written = capitals(text);
  return CASE_NUMBER.test(written)
    ? (written as CaseNumber)
    : malformed('at most 32 letters, digits, blanks, dots, slashes and hyphens, with a digit', text);
}
