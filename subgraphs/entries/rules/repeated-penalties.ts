import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { Rule } from '@good-standing/kernel/rule/rule.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import type { ClosedPenalty, Conduct } from './conduct.ts';
import { type Counted, countedWithin } from './counted-within.ts';
import { isKnowingOrGross, latestOf } from './violations-found.ts';

const { penaltyLookBackMonths, gravePenalties, anyPenalties } = STANDING_PARAMETERS;

/** GS-012. A penalty is final on the day its case was closed. */
export const repeatedPenalties: Rule<Conduct> = {
  ...STANDING_RULES['GS-012'],
  finds: ({ penalties }) => {
    const counted = penalties.filter(({ statute }) => statute === '19 USC 1592').flatMap(finalOf);
    const on = latestOf(counted);
    return countedWithin(valueOn(penaltyLookBackMonths, on), counted, (within) => {
      const grave = within.filter(({ isGrave }) => isGrave).length;
      const fails = grave >= valueOn(gravePenalties, on) || within.length >= valueOn(anyPenalties, on);
      return fails ? 'FAIL_NOT_GOOD' : 'WATCH';
    });
  },
};

function finalOf({ id, culpability, assessedOn, closedOn, isHeld }: ClosedPenalty): readonly Counted[] {
  if (closedOn === null) return [];
  const evidence = { kind: 'PENALTY', record: id, observedOn: assessedOn };
  return [
    {
      finalOn: closedOn,
      isGrave: isKnowingOrGross(culpability),
      evidence: isHeld ? { ...evidence, isHeld } : evidence,
    },
  ];
}
