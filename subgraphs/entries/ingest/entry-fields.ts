import { type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import type { FieldReader } from '@good-standing/kernel/ingest/fields.ts';

/** Modes of transport of ACE CATAIR Appendix B. */
const MODES: ReadonlySet<string> = new Set([
  '10',
  '11',
  '12',
  '20',
  '21',
  '30',
  '31',
  '32',
  '33',
  '34',
  '40',
  '41',
  '50',
  '60',
  '70',
]);

export function readModeOfTransport(text: string): string | Malformed {
  const written = text.trim();
  return MODES.has(written) ? written : malformed('a mode of transport of ACE CATAIR Appendix B', text);
}

export function readSuretyCode(text: string): string | Malformed {
  const written = text.trim();
  return /^\d{3}$/.test(written) ? written : malformed('NNN, the surety code', text);
}

/** The manufacturer identification code as filed, never a key: that it follows the rules of its making is not checked. */
export function readManufacturerCode(text: string): string | Malformed {
  const written = text.trim().toUpperCase();
  return /^[A-Z0-9]{3,15}$/.test(written) ? written : malformed('3 to 15 letters and digits', text);
}

export function readUnit(text: string): string | Malformed {
  const written = text.trim().toUpperCase();
  return /^[A-Z0-9]{1,6}$/.test(written) ? written : malformed('1 to 6 letters and digits', text);
}

/** At most twelve digits and three decimals, never negative. */
export function readQuantity(text: string): number | Malformed {
  const written = text.trim();
  return /^\d{1,12}(?:\.\d{1,3})?$/.test(written)
    ? Number(written)
    : malformed('a quantity of at most 12 digits and 3 decimals', text);
}

const MOST_LINES = 999;

/** The number of a line: three digits at most, as CATAIR has it. */
export function readLineNumber(text: string): number | Malformed {
  const written = text.trim();
  const number = /^\d{1,3}$/.test(written) ? Number(written) : 0;
  return number >= 1 ? number : malformed(`a line number, 1 to ${MOST_LINES}`, text);
}

/** Texts whose reading is kept. */
const MOST_REMEMBERED = 10_000;

/** Reads a text once and remembers it: for columns of a million rows that say few things, days above all. */
export function remembered<Value>(
  read: (text: string) => Value,
  most = MOST_REMEMBERED,
): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    if (known.size >= most) known.clear();
    known.set(text, value);
    return value;
  };
}

/** One word of a list that its source keeps: letters, digits and underscores. */
export function readWord(text: string): string | Malformed {
  const written = text.trim().toUpperCase();
  return /^[A-Z][A-Z0-9_]{0,49}$/.test(written)
    ? written
    : malformed('one word of letters, digits and underscores', text);
}

/** A number that its source gives to a finding, a bill or a payment: opaque, printable, with a digit. */
export function numberField(what: string): FieldReader<string> {
  return (text) => {
    const written = text.trim().toUpperCase();
    return /^(?=.*\d)[A-Z0-9][A-Z0-9./-]{0,39}$/.test(written)
      ? written
      : malformed(`${what}, at most 40 letters, digits, dots, slashes and hyphens, with a digit`, text);
  };
}
