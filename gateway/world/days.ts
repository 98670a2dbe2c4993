import type { Random } from './random.ts';

/** The days of one world: it looks back two years from the day it was made for. */
export interface Days {
  readonly today: Temporal.PlainDate;
  readonly start: Temporal.PlainDate;
  readonly span: number;
  /** The day `ago` days before today. */
  ago(days: number): Temporal.PlainDate;
  ahead(days: number): Temporal.PlainDate;
  /** ISO text of the day `nth` days after the start; made once. */
  text(nth: number): string;
}

const SPAN = 730;

export function days(today: Temporal.PlainDate): Days {
  const start = today.subtract({ days: SPAN });
  const texts = Array.from({ length: SPAN * 2 }, (_, nth) => start.add({ days: nth }).toString());
  return {
    today,
    start,
    span: SPAN,
    ago: (count) => today.subtract({ days: count }),
    ahead: (count) => today.add({ days: count }),
    text: (nth) => texts[Math.max(0, Math.min(nth, texts.length - 1))] ?? today.toString(),
  };
}

/** A day of the two years behind, evenly likely. */
export function pastDay(random: Random, { ago, span }: Days): Temporal.PlainDate {
  return ago(random.between(1, span));
}
