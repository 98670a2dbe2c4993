import type { Reason, StandingSpan } from '../standing/assess.ts';

/** A standing by day as it is kept. */
export type KeptSpan = Pick<StandingSpan, 'from' | 'until' | 'status' | 'reasons'>;

/**
 * How far two knowledges of one standing differ, for those who read it:
 * `STATUS`, for whoever reads the status on some day; `REASONS`, for whoever reads the
 * reasons and their days; `HELD`, for CBP alone; null: for nobody.
 */
export type Difference = 'STATUS' | 'REASONS' | 'HELD';

/**
 * Nobody is told of a change that it could not read: who reads the status alone does
 * not learn when the reasons changed, and who may not know of evidence under a
 * law-enforcement hold (5 USC 552(b)(7)) does not learn that there is more of it.
 */
export function whatChanged(before: readonly KeptSpan[], after: readonly KeptSpan[]): Difference | null {
  if (statusByDay(before) !== statusByDay(after)) return 'STATUS';
  if (asRead(before, toldOf) !== asRead(after, toldOf)) return 'REASONS';
  return asRead(before, allOf) === asRead(after, allOf) ? null : 'HELD';
}

/** Days of one status through changes of its reasons. */
function statusByDay(spans: readonly KeptSpan[]): string {
  return inOrder(spans)
    .flatMap(({ from, status }, nth, all) => (all[nth - 1]?.status === status ? [] : [`${from} ${status}`]))
    .join();
}

function asRead(spans: readonly KeptSpan[], read: (reason: Reason) => unknown): string {
  return JSON.stringify(
    inOrder(spans).map(({ from, until, reasons }) => [
      from,
      until,
      reasons.map((reason) => JSON.stringify(read(reason))).sort(),
    ]),
  );
}

function inOrder(spans: readonly KeptSpan[]): readonly KeptSpan[] {
  return [...spans].sort((one, other) => (one.from < other.from ? -1 : 1));
}

/** As standing/evidence-for.ts shows it to others than CBP: of an affiliate, whom they may not know of, its exclusions alone. */
function toldOf({ rule, effect, since, until, cause, via, evidence }: Reason): unknown {
  const shown = evidence.filter(
    ({ isHeld, kind }) => isHeld !== true && (via === null || kind === 'EXCLUSION'),
  );
  return [rule, effect, since, until, cause, shown.map(idOf)];
}

function allOf(reason: Reason): unknown {
  const { rule, effect, since, until, cause, via, evidence } = reason;
  return [rule, effect, since, until, cause, via, evidence.map((each) => [idOf(each), each.isHeld === true])];
}

function idOf({ kind, record, observedOn }: Reason['evidence'][number]): string {
  return `${kind} ${record} ${observedOn}`;
}
