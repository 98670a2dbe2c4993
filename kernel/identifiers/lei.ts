import { capitals } from './capitals.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** Legal Entity Identifier, ISO 17442: 18 letters and digits and two check digits. */
export type Lei = string & { readonly [brand]: 'Lei' };

const LEI = /^[A-Z0-9]{18}\d{2}$/;

/** Any case; upper case comes back. */
export function readLei(text: string): Lei | Malformed {
  const written = capitals(text);
  if (!LEI.test(written)) return malformed('20 letters and digits, the last two digits', text);
  return remainder(written) === 1
    ? (written as Lei)
    : malformed('20 letters and digits with the check digits of ISO 17442', text);
}

/** ISO 7064 mod 97-10: A is 10 and Z is 35, read as one long number. */
function remainder(written: string): number {
  let rest = 0;
  for (const character of written) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
