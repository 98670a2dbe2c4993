import { capitals } from './capitals.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/**
 * Commercial and Government Entity code (or the NCAGE of another country): five letters and
 * digits. I and O are admitted because NCAGE codes of some countries and older listings carry them.
 */
export type Cage = string & { readonly [brand]: 'Cage' };

export function readCage(text: string): Cage | Malformed {
  const written = capitals(text);
  return /^[A-Z0-9]{5}$/.test(written) ? (written as Cage) : malformed('5 letters and digits', text);
}
