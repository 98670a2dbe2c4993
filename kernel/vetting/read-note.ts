import { badInput } from '../subgraph/errors.ts';

const LONGEST_NOTE = 2_000;

/** Without the space around it. */
export function readNote(given: string): string {
  const note = given.trim();
  if (note.length >= 1 && note.length <= LONGEST_NOTE) return note;
  throw badInput(`note: expected 1 to ${LONGEST_NOTE} characters, got ${note.length}`);
}
