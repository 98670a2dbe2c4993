import { badInput } from '../subgraph/errors.ts';

const LONGEST_NOTE = 2_000;

/** What someone writes; BAD_USER_INPUT where it is empty or too long. It is never quoted. */
export function writtenText(argument: string, text: string, longest = LONGEST_NOTE): string {
  const written = text.trim();
  if (written.length >= 1 && written.length <= longest) return written;
  throw badInput(`${argument}: expected 1 to ${longest} characters, got ${written.length}`);
}

/** A day that has come; BAD_USER_INPUT where it has not. */
export function dayThatHasCome(
  argument: string,
  day: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  if (Temporal.PlainDate.compare(day, today) <= 0) return day;
  throw badInput(`${argument}: expected ${today} or a day before, got ${day}`);
}
