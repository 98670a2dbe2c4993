/** ISO days are compared as texts: the engine reads hundreds of thousands of them. */

/** The later of two ISO days. */
export function laterDay(one: string, other: string): string {
  return [one, other].sort()[1] ?? other;
}

/** The earlier of two last days; null: open. */
export function earlierEnd(one: string | null, other: string | null): string | null {
  if (one === null) return other;
  return other === null || one < other ? one : other;
}

interface Around {
  readonly before: string;
  readonly after: string;
}

const KNOWN = new Map<string, Around>();
const MOST_KNOWN = 20_000;

function aroundOf(day: string): Around {
  const known = KNOWN.get(day);
  if (known !== undefined) return known;
  const date = Temporal.PlainDate.from(day);
  const around = { before: date.subtract({ days: 1 }).toString(), after: date.add({ days: 1 }).toString() };
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(day, around);
  return around;
}

export const dayAfter = (day: string): string => aroundOf(day).after;
export const dayBefore = (day: string): string => aroundOf(day).before;
