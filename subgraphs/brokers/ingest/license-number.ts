import { type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';

declare const brand: unique symbol;

/** Number of a customs broker's licence: what names a broker for good (19 CFR 111.1). */
export type LicenseNumber = string & { readonly [brand]: 'LicenseNumber' };

/** Leading zeros are part of it. Any case, surrounding blanks fall away; upper case comes back. */
export function readLicenseNumber(text: string): LicenseNumber | Malformed {
  const written = text.trim().toUpperCase();
  return /^[A-Z0-9]{1,12}$/.test(written)
    ? (written as LicenseNumber)
    : malformed('1 to 12 letters and digits', text);
}
