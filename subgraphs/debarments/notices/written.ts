import { badInput } from '@good-standing/kernel/subgraph/errors.ts';

const LONGEST_NOTE = 2_000;

/** What someone writes; BAD_USER_INPUT where it is empty or too long. It is never quoted. */
export function writtenText(argument: string, text: string, longest = LONGEST_NOTE): string {
  const written = text.trim();
  if (written.length >= 1 && written.length <= longest) return written;
  throw badInput(`${argument}: expected 1 to ${longest} characters, got ${written.length}`);
}

/** Null where nothing is given. */
export function perhapsWritten(
  argument: string,
  text: string | null | undefined,
  longest: number,
): string | null {
  return text === null || text === undefined ? null : writtenText(argument, text, longest);
}
