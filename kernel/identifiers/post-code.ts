import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** Designated operator code of a post, three letters or digits (UPU code list 206). */
export type PostCode = string & { readonly [brand]: 'PostCode' };

/** Any case, surrounding blanks fall away; upper case comes back. */
export function readPostCode(text: string): PostCode | Malformed {
  const written = text.trim().toUpperCase();
  return /^[A-Z0-9]{3}$/.test(written)
    ? (written as PostCode)
    : malformed('XXX, the designated operator code', text);
}
