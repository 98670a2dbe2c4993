import { explain, isMalformed, type Malformed } from '../identifiers/malformed.ts';
import { badInput } from './errors.ts';

/** What a reader made of an argument; where it is malformed, BAD_USER_INPUT says what was expected. */
export function wellFormed<Value>(argument: string, read: Value | Malformed): Value {
  if (isMalformed(read)) throw badInput(`${argument}: ${explain(read)}`);
  return read;
}

/** Longest beginning of a name that a search takes. */
const LONGEST_PREFIX = 100;

/** A search by the beginning of a name; null where none is asked for. Fold its case where the names' is folded, in SQL. */
export function wellFormedPrefix(argument: string, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const prefix = text.trim();
  if (prefix.length >= 1 && prefix.length <= LONGEST_PREFIX) return prefix;
  throw badInput(`${argument}: expected 1 to ${LONGEST_PREFIX} characters, got ${prefix.length}`);
}
