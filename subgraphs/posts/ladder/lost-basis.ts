import type { Quarter } from '@good-standing/kernel/calendar/quarter.ts';
import { type Rung, STEPS, type Step } from './fold.ts';

/** A measure and the quarter whose standing it rests on. */
export interface Basis {
  readonly quarter: Quarter;
  readonly step: Step;
}

/** Where each measure was first open: the rungs at which a run reached it. */
export function reached(rungs: readonly Rung[]): readonly Basis[] {
  return rungs.flatMap((rung, nth) =>
    STEPS.filter((step) => rung.open.includes(step) && !(rungs[nth - 1]?.open.includes(step) ?? false)).map(
      (step) => ({ quarter: rung.quarter, step }),
    ),
  );
}

/** Measures reached before a restatement that the same quarter no longer opens after it. */
export function lostBasis(before: readonly Rung[], after: readonly Rung[]): readonly Basis[] {
  const open = new Map(after.map((rung) => [rung.quarter, rung.open]));
  return reached(before).filter(({ quarter, step }) => !(open.get(quarter)?.includes(step) ?? false));
}
