import { capitals } from './capitals.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** The three characters CBP assigns to who files entries (19 CFR 142.3a(b)(1)). */
export type FilerCode = string & { readonly [brand]: 'FilerCode' };

/** NNN (001-999), ANN, AAN, AAA, ANA, NAN, NNA and NAA: every mix of letters and digits but 000. */
const FILER_CODE = /^(?!000)[A-Z0-9]{3}$/;

/** Any case, surrounding blanks fall away; upper case comes back. */
export function readFilerCode(text: string): FilerCode | Malformed {
  const written = capitals(text);
  return FILER_CODE.test(written) ? (written as FilerCode) : malformed('XXX, not 000', text);
}
