import { readCage } from '@good-standing/kernel/identifiers/cage.ts';
import { readDuns } from '@good-standing/kernel/identifiers/duns.ts';
import { readLei } from '@good-standing/kernel/identifiers/lei.ts';
import { type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { readUei } from '@good-standing/kernel/identifiers/uei.ts';

/** What stands in an identifier's column where there is none. */
const NONE = /^(n\/?a|none|null|unknown|0+(\.0*)?|-+)$/i;

export type IdentifierScheme = 'UEI' | 'CAGE' | 'NPI' | 'DUNS' | 'SAM_NUMBER' | 'LEI';

/**
 * An identifier as the list writes it and as a caller does. Null where the text says
 * that there is none.
 */
export function readListedIdentifier(scheme: IdentifierScheme, text: string): string | null | Malformed {
  const written = text.trim();
  if (written === '' || NONE.test(written)) return null;
  switch (scheme) {
    case 'UEI':
      return readUei(written);
    case 'CAGE':
      return readCage(written);
    case 'NPI':
      return readTenDigits(written);
    case 'DUNS':
      return readDuns(written);
    case 'SAM_NUMBER':
      return readSamNumber(written);
    case 'LEI':
      return readLei(written);
  }
}

/** Spreadsheets leave `.0` behind. SAM lists NPIs whose check digit is wrong, and they are looked up as they are. */
function readTenDigits(text: string): string | Malformed {
  const written = text.replace(/\.0+$/, '');
  return /^\d{10}$/.test(written) ? written : malformed('10 digits', text);
}

/** At most 36 characters since 2022, nine before. */
export function readSamNumber(text: string): string | Malformed {
  const written = text.trim().toUpperCase();
  return /^[A-Z0-9-]{1,36}$/.test(written) ? written : malformed('1 to 36 letters, digits and hyphens', text);
}
