import type { Quarter } from '@good-standing/kernel/calendar/quarter.ts';
import type { Determination } from '../metric/determine.ts';
import type { LadderNumbers, RunNumbers } from '../parameters.ts';

/** Measures that a run opens, in the order of the ladder. */
export const STEPS = ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION', 'PROTECTIVE_MEASURES'] as const;
export type Step = (typeof STEPS)[number];

/** CBP's grant of a removal from the list; it takes effect on the standing of the quarter last closed. */
export type Removal = 'GRANT' | 'GRANT_WITH_PROBATION';

export interface QuarterDecision {
  readonly quarter: Quarter;
  readonly determination: Determination;
  readonly removal: Removal | null;
}

/** Where a post stands once a quarter is decided. */
export interface Rung {
  readonly quarter: Quarter;
  readonly determination: Determination;
  /** Consecutive quarters of non-compliance that end with this one. */
  readonly run: number;
  /** Length of a run that a quarter without determination, or a removal, cut short; else as `run`. */
  readonly displayRun: number;
  /** Quarters since the run ended. */
  readonly clean: number;
  readonly isListed: boolean;
  /** Quarters of probation yet to come, this standing's own included. */
  readonly probation: number;
  /** Measures open under EO 13904 § 5(b)-(d); each includes those before it. */
  readonly open: readonly Step[];
}

export interface LadderRules {
  readonly steps: LadderNumbers;
  readonly runs: RunNumbers;
}

/** Every rung of a post, from its decisions in the order of their quarters, without a gap. @param rulesOf those of a quarter. */
export function climb(
  decisions: readonly QuarterDecision[],
  rulesOf: (quarter: Quarter) => LadderRules,
): readonly Rung[] {
  const rungs: Rung[] = [];
  for (const decision of decisions) {
    rungs.push(next(rungs.at(-1) ?? null, decision, rulesOf(decision.quarter)));
  }
  return rungs;
}

function next(before: Rung | null, decision: QuarterDecision, { steps, runs }: LadderRules): Rung {
  const stood = continued(before, decision.determination, runs);
  const { run, displayRun, probation } =
    decision.removal === null ? stood : removed(stood, decision.removal, runs);
  const clean = run > 0 ? 0 : (before?.clean ?? 0) + 1;
  const wasListed = before?.isListed ?? false;
  return {
    quarter: decision.quarter,
    determination: decision.determination,
    run,
    displayRun,
    clean,
    isListed: run > 0 || (decision.removal === null && wasListed && clean < runs.removalQuarters),
    probation,
    open: STEPS.filter((step) => run >= steps[step] || (step === 'PRIORITY_INSPECTION' && probation > 0)),
  };
}

type Stood = Pick<Rung, 'run' | 'displayRun' | 'probation'>;

function continued(before: Rung | null, determination: Determination, { undetermined }: RunNumbers): Stood {
  const run = before?.run ?? 0;
  const probation = Math.max(0, (before?.probation ?? 0) - 1);
  switch (determination) {
    case 'NON_COMPLIANT':
      return { run: run + 1, displayRun: run + 1, probation };
    case 'COMPLIANT':
      return { run: 0, displayRun: 0, probation };
    case 'UNDETERMINED':
      return { run: undetermined === 'HOLDS' ? run : 0, displayRun: before?.displayRun ?? 0, probation };
  }
}

/** Removal ends the measures and begins a run anew; what was decided stays decided (EO 13904 § 5(e)). */
function removed(stood: Stood, removal: Removal, { probationQuarters }: RunNumbers): Stood {
  return {
    run: 0,
    displayRun: stood.displayRun,
    probation: removal === 'GRANT_WITH_PROBATION' ? probationQuarters : 0,
  };
}
