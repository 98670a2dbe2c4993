import { type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import type { FieldReader } from '@good-standing/kernel/ingest/fields.ts';

/** Letters and digits, any case; upper case comes back. */
export function codeColumn(shape: RegExp, expected: string): FieldReader<string> {
  return (text) => {
    const written = text.trim().toUpperCase();
    return shape.test(written) ? written : malformed(expected, text);
  };
}

/** A share in percent with at most four places. */
export function percentColumn(text: string): number | Malformed {
  const written = text.trim();
  const percent = /^\d{1,3}(?:\.\d{1,4})?$/.test(written) ? Number(written) : Number.NaN;
  return percent <= 100 ? percent : malformed('a percentage, 0 to 100', text);
}

/** A year of the common era as four digits. */
export function yearColumn(text: string): number | Malformed {
  const written = text.trim();
  return /^[12]\d{3}$/.test(written) ? Number(written) : malformed('a year, YYYY', text);
}

/** Mode of a programme: EXPRESS. */
export const modeColumn = codeColumn(/^[A-Z][A-Z _-]{0,29}$/, '1 to 30 letters');

/** What names a record elsewhere. */
export const referenceColumn = codeColumn(/^[A-Z0-9-]{1,40}$/, '1 to 40 letters, digits and hyphens');
