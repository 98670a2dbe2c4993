import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** Number of an in-bond movement (CBP Form 7512): eight digits and their remainder by seven. */
export type InBondNumber = string & { readonly [brand]: 'InBondNumber' };

/** Hyphen before the check digit optional; nine digits come back. */
export function readInBondNumber(text: string): InBondNumber | Malformed {
  const parts = /^(\d{8})-?(\d)$/.exec(text.trim());
  if (parts === null) return malformed('NNNNNNNN-N', text);
  const [, serial = '', check = ''] = parts;
  return inBondCheckDigit(serial) === Number(check)
    ? ((serial + check) as InBondNumber)
    : malformed('NNNNNNNN-N with the remainder by 7 as its check digit', text);
}

/** @param serial eight digits. */
export function inBondCheckDigit(serial: string): number {
  if (!/^\d{8}$/.test(serial)) throw new RangeError('An in-bond check digit is computed on eight digits.');
  return Number(serial) % 7;
}
