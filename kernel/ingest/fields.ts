import { readDay } from '../calendar/day.ts';
import { isMalformed, type Malformed, malformed } from '../identifiers/malformed.ts';
import type { Rejected } from './feed.ts';
import type { ColumnNames } from './header.ts';

/** Reads the text of one column. */
export type FieldReader<Value> = (text: string) => Value | Malformed;

/** What the readers of a record's columns give. */
export type Fields<Readers extends Readonly<Record<string, FieldReader<unknown>>>> = {
  readonly [Column in keyof Readers]: Exclude<ReturnType<Readers[Column]>, Malformed>;
};

/**
 * Reads the columns of one record, each by its reader; the first one that is
 * malformed rejects the record. A column that the record has not is empty.
 */
export function readFields<Readers extends Readonly<Record<string, FieldReader<unknown>>>>(
  record: Readonly<Record<string, string | null | undefined>>,
  readers: Readers,
): { readonly fields: Fields<Readers> } | { readonly rejected: Rejected } {
  const fields: Record<string, unknown> = {};
  for (const [column, read] of listed(readers)) {
    const value = read(record[column] ?? '');
    if (isMalformed(value)) return { rejected: { field: column, expected: value.expected, got: value.got } };
    fields[column] = value;
  }
  return { fields: fields as Fields<Readers> };
}

type Readers = Readonly<Record<string, FieldReader<unknown>>>;
const known = new WeakMap<Readers, readonly (readonly [string, FieldReader<unknown>])[]>();

/** Listed once for each layout, not for each of a million records. */
function listed(readers: Readers): readonly (readonly [string, FieldReader<unknown>])[] {
  const before = known.get(readers);
  if (before !== undefined) return before;
  const entries = Object.entries(readers);
  known.set(readers, entries);
  return entries;
}

/** The columns as a CSV layout wants them, each under its own name. */
export function columnsOfFields<Column extends string>(
  readers: Readonly<Record<Column, FieldReader<unknown>>>,
): Readonly<Record<Column, ColumnNames>> {
  const columns = Object.keys(readers).map((column) => [column, [column] as ColumnNames]);
  return Object.fromEntries(columns) as Readonly<Record<Column, ColumnNames>>;
}

/** Text that must be there, blanks around it removed. */
export function textField(longest: number): FieldReader<string> {
  return (text) => {
    const written = text.trim();
    if (written.length > 0 && written.length <= longest) return written;
    return malformed(`1 to ${longest} characters`, written);
  };
}

/** Null where the column is empty. */
export function optionalField<Value>(read: FieldReader<Value>): FieldReader<Value | null> {
  return (text) => (text.trim() === '' ? null : read(text));
}

/** A list separated by `;`, in order, each item once; empty where the column is. */
export function listField<Value>(read: FieldReader<Value>): FieldReader<readonly Value[]> {
  return (text) => {
    const values = new Set<Value>();
    for (const item of text.split(';')) {
      if (item.trim() === '') continue;
      const value = read(item);
      if (isMalformed(value)) return value;
      values.add(value);
    }
    return [...values];
  };
}

/** `Y` or `N`, any case. */
export function yesNoField(text: string): boolean | Malformed {
  const written = text.trim().toUpperCase();
  return written === 'Y' || written === 'N' ? written === 'Y' : malformed('Y or N', text);
}

/** `YYYY-MM-DD`. */
export function dayField(text: string): Temporal.PlainDate | Malformed {
  return readDay(text.trim());
}

/** One of the words, any case. */
export function wordField<Word extends string>(words: readonly Word[]): FieldReader<Word> {
  return (text) => {
    const written = text.trim().toUpperCase();
    return words.find((word) => word === written) ?? malformed(words.join(', '), text);
  };
}

/** Largest count: four bytes, as GraphQL's Int has it. */
const LARGEST_COUNT = 2_147_483_647;

/** A count: digits alone. */
export function countField(text: string): number | Malformed {
  const written = text.trim();
  const count = /^\d{1,10}$/.test(written) ? Number(written) : Number.NaN;
  return count <= LARGEST_COUNT ? count : malformed(`a whole number, 0 to ${LARGEST_COUNT}`, text);
}

/** US dollars with at most two places, never negative; whole cents come back. */
export function centsField(text: string): number | Malformed {
  const parts = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (parts === null) return malformed('US dollars such as 1234.50', text);
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}
