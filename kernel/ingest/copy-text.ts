import { writeArray } from '../postgres/array-text.ts';
import type { CopyScalar, CopyValue } from './feed.ts';

/** COPY's text format: tab between values, newline after a row, `\N` for null. */

const NULL = '\\N';
const needsEscape = /[\\\t\n\r\0]/;

/** Postgres stores no NUL in text: the record that holds one cannot be taken. */
export class NulInText extends Error {
  override readonly name = 'NulInText';
}

export function writeCopyValue(value: CopyValue): string {
  if (typeof value === 'string') return needsEscape.test(value) ? escaped(value) : value;
  if (value === null) return NULL;
  if (Array.isArray(value)) return escaped(writeArray(value.map(writeElement)));
  return writePlain(value as Exclude<CopyScalar, string | null>);
}

function writePlain(value: Exclude<CopyScalar, string | null>): string {
  if (value === true) return 't';
  if (value === false) return 'f';
  return value instanceof Temporal.PlainDate ? writeDay(value) : value.toString();
}

const days = new WeakMap<Temporal.PlainDate, string>();

/** Mappers give one day again and again; writing it takes longer than finding it. */
function writeDay(day: Temporal.PlainDate): string {
  const before = days.get(day);
  if (before !== undefined) return before;
  const text = day.toString();
  days.set(day, text);
  return text;
}

function writeElement(value: CopyScalar): string | null {
  if (value === null || typeof value === 'string') return value;
  return writePlain(value);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r\0]/g, (character) => {
    const sequence = ESCAPES[character];
    if (sequence === undefined) throw new NulInText('text with a NUL character');
    return sequence;
  });
}
