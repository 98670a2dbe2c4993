import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import { type SeizureFacts, whereNotHeld } from './seizure-facts.ts';

type Facts = Pick<SeizureFacts, 'id' | 'lawEnforcementHold' | 'nationalSecurityHold'>;

/** 18 USC 1905, 5 USC 552(b)(4), (7). Case number, importer and entry: never to the owner of a right. */
export const caseOfSeizure = disclosure<Facts>({
  rule: 'SEIZURE_CASE',
  decide: (viewer, seizure) => whereNotHeld(viewer, seizure),
});

/** 18 USC 1905, 5 USC 552(b)(4), (7). What the goods are worth here: never to the owner of a right. */
export const valueOfSeizure = disclosure<Facts>({
  rule: 'SEIZURE_VALUE',
  decide: (viewer, seizure) => whereNotHeld(viewer, seizure),
});

/** 19 CFR 103.32. The penalty case of the same number. */
export const penaltyOfSeizure = disclosure<Facts>({
  rule: 'PENALTY',
  decide: (viewer, seizure) => whereNotHeld(viewer, seizure),
});

/**
 * 19 CFR 103.32. Whether the importer is a repeat offender rests on all that was found against it: an
 * agency knows of findings that are flagged to it, and without a grant of findings nobody is told what
 * follows from them.
 */
export const mitigationOfPenalty = disclosure<{ readonly id: string }>({
  rule: 'PENALTY',
  decide: (viewer) => {
    if (viewer.audience === 'PGA') return withhold('RELATION');
    return viewer.rules.has('VIOLATIONS') ? whereRelated(viewer, true) : withhold('AGREEMENT');
  },
});
