import { capitals } from './capitals.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** Unique Entity Identifier of SAM: 12 letters and digits, no O or I, first character not zero. */
export type Uei = string & { readonly [brand]: 'Uei' };

const UEI = /^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$/;

/** Any case; upper case comes back. Individuals usually have none. */
export function readUei(text: string): Uei | Malformed {
  const written = capitals(text);
  return UEI.test(written)
    ? (written as Uei)
    : malformed('12 letters and digits without O or I, not starting with 0', text);
}
