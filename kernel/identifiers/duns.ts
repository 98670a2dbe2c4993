import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** D-U-N-S number, nine digits: what SAM used before the UEI and older records still carry. */
export type Duns = string & { readonly [brand]: 'Duns' };

/** Hyphens as `NN-NNN-NNNN` fall away. The number has no check digit any more. */
export function readDuns(text: string): Duns | Malformed {
  const written = text.trim();
  return /^(?:\d{9}|\d{2}-\d{3}-\d{4})$/.test(written)
    ? (written.replaceAll('-', '') as Duns)
    : malformed('9 digits', text);
}
