import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { nameKey } from './name-key.ts';

/** A shorter beginning would list the registry rather than search it. */
const SHORTEST_SEARCH = 3;
const LONGEST_SEARCH = 100;

/** A search by the beginning of a name; null where none is asked for. The message does not repeat it. */
export function searchKey(argument: string, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const key = text.length <= LONGEST_SEARCH ? nameKey(text) : '';
  if (key.length >= SHORTEST_SEARCH) return key;
  throw badInput(
    `${argument}: expected ${SHORTEST_SEARCH} letters or digits at least and ${LONGEST_SEARCH} characters at most, got ${text.length} characters`,
  );
}

/** Names looked up whole; null where none are asked for. */
export function searchKeys(
  argument: string,
  names: readonly string[] | null | undefined,
): readonly string[] | null {
  if (names === null || names === undefined) return null;
  if (names.length >= 1 && names.length <= MOST_NAMES) return names.map((name) => wholeKey(argument, name));
  throw badInput(`${argument}: expected 1 to ${MOST_NAMES} names, got ${names.length}`);
}

const MOST_NAMES = 100;
const LONGEST_NAME = 300;

function wholeKey(argument: string, name: string): string {
  const key = name.length <= LONGEST_NAME ? nameKey(name) : '';
  if (key !== '') return key;
  throw badInput(
    `${argument}: expected names of 1 to ${LONGEST_NAME} characters with a letter or digit, got ${name.length} characters`,
  );
}
