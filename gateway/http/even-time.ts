import { setTimeout as after } from 'node:timers/promises';

/** Milliseconds of a step. A house that is not overloaded finds that nothing is there well within one. */
const STEP_MS = 5;

/**
 * Whether an answer says of something asked for that it is not there: a field of the operation
 * itself that is null, or an empty list of pages.
 *
 * @param roots response keys of the operation's own fields.
 */
export function saysNothingIsThere(dataJson: string, roots: readonly string[]): boolean {
  return (
    roots.some((key) => dataJson.includes(`"${key}":null`)) ||
    EMPTY_PAGES.some((empty) => dataJson.includes(empty))
  );
}

const EMPTY_PAGES = ['"nodes":[]', '"edges":[]'];

/** The end of the step in which an answer is ready, both counted from when it was asked for. */
export function endOfStep(askedAtMs: number, readyAtMs: number): number {
  return askedAtMs + Math.ceil((readyAtMs - askedAtMs) / STEP_MS) * STEP_MS;
}

/**
 * Waits for the end of the step. A record that the viewer may not know of is found and then not
 * given, which takes some microseconds more than finding none: who is told that nothing is there
 * is told so at times that do not hang on which of the two it was.
 *
 * NOTE: a timer starts at the whole millisecond before it is set, so one timer for the rest of the
 * step would carry those microseconds on. It is looked at the clock again at each millisecond.
 *
 * @param askedAtMs of `performance.now()`.
 */
export async function untilEndOfStep(askedAtMs: number): Promise<void> {
  const until = endOfStep(askedAtMs, performance.now());
  await after(Math.max(0, Math.floor(until - performance.now()) - 1));
  while (performance.now() < until) await after(1);
}
