import { badInput } from '@good-standing/kernel/subgraph/errors.ts';

/** What an officer, a post or USPS writes; BAD_USER_INPUT where it is empty or too long. */
export function writtenText(argument: string, text: string, longest = 500): string {
  const written = text.trim();
  if (written.length >= 1 && written.length <= longest) return written;
  throw badInput(`${argument}: expected 1 to ${longest} characters, got ${written.length}`);
}

/** A day that an act is dated; BAD_USER_INPUT where it is yet to come. */
export function pastDay(
  argument: string,
  day: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  if (Temporal.PlainDate.compare(day, today) <= 0) return day;
  throw badInput(`${argument}: expected a day up to ${today}, got ${day}`);
}
