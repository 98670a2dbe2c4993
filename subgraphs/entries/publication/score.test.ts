import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CLASS_OF_GROUND,
  type Ground,
  HEALTH_AND_SAFETY,
  PRIORITY_TRADE_ISSUES,
  priorityTradeIssues,
  SCORE_WEIGHTS,
  scoreWeights,
} from './parameters.ts';
import { affectedIssues, publicationScore } from './score.ts';

const ON = '2026-09-30';
const GROUNDS = Object.keys(CLASS_OF_GROUND) as Ground[];

describe('EO 13904 § 6(a): greatest consideration to repeat offenses affecting priority trade issues', () => {
  test.each([
    ['a first one in a priority issue', ['IPR_TRADEMARK'], 0, 50, ['PRIORITY_TRADE_ISSUE']],
    ['a second one', ['IPR_TRADEMARK'], 1, 160, ['REPEAT_OFFENSE', 'PRIORITY_TRADE_ISSUE']],
    [
      'the eleventh counts as the tenth did',
      ['UNDERVALUATION'],
      25,
      250,
      ['REPEAT_OFFENSE', 'PRIORITY_TRADE_ISSUE'],
    ],
    ['drugs, which are in no priority issue', ['NARCOTICS'], 0, 20, ['HEALTH_AND_SAFETY']],
    ['drugs of who offended before', ['NARCOTICS'], 9, 20, ['HEALTH_AND_SAFETY']],
    ['unsafe food, which is', ['FOOD_SAFETY'], 0, 70, ['PRIORITY_TRADE_ISSUE', 'HEALTH_AND_SAFETY']],
    ['something else', ['OTHER'], 3, 0, []],
  ] as const)('%s: %o after %i: %i points', (_case, grounds, earlierOffenses, points, factors) => {
    const score = publicationScore({ grounds, earlierOffenses }, ON);
    expect([score.points, score.parts.map(({ factor }) => factor)]).toEqual([points, factors]);
  });

  test('any repeat offense in a priority issue stands before all that is none', () => {
    const grounds = fc.subarray(GROUNDS, { minLength: 1 });
    fc.assert(
      fc.property(grounds, fc.nat(30), grounds, fc.nat(30), (one, earlier, other, before) => {
        const isRepeat = (of: readonly Ground[], count: number) =>
          count > 0 && affectedIssues(of, priorityTradeIssues(ON)).length > 0;
        fc.pre(isRepeat(one, earlier) && !isRepeat(other, before));
        const points = publicationScore({ grounds: one, earlierOffenses: earlier }, ON).points;
        return points > publicationScore({ grounds: other, earlierOffenses: before }, ON).points;
      }),
    );
  });

  test('the points are the sum of the parts, each said in words', () => {
    fc.assert(
      fc.property(fc.subarray(GROUNDS), fc.nat(30), (grounds, earlierOffenses) => {
        const { points, parts } = publicationScore({ grounds, earlierOffenses }, ON);
        expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(points);
        expect(parts.filter(({ says }) => says === '')).toEqual([]);
      }),
    );
  });
});

describe('19 USC 4322: a dated list', () => {
  test('the seven issues of (a), and what grounds affect are among them', () => {
    const { issues, affectedBy } = priorityTradeIssues('2026-01-01');
    expect(issues).toHaveLength(7);
    expect(Object.values(affectedBy).filter((issue) => !issues.includes(issue))).toEqual([]);
  });

  test.each([
    ['2010-01-01', '2016-02-24'], // before the first list: the first
    ['2026-06-30', '2016-02-24'], // the last day of the first
    ['2026-07-01', '2026-07-01'],
  ])('on %s the list of %s', (day, from) => {
    const [first] = PRIORITY_TRADE_ISSUES;
    const later = { ...first, from: '2026-07-01', basis: 'invented' };
    expect(priorityTradeIssues(day, [first, later]).from).toBe(from);
  });

  test('lists and weights stand in the order of their days, each with a ground', () => {
    for (const dated of [PRIORITY_TRADE_ISSUES, SCORE_WEIGHTS]) {
      expect(dated.map(({ from }) => from)).toEqual(dated.map(({ from }) => from).sort());
      expect(dated.filter(({ basis }) => basis === '')).toEqual([]);
    }
    expect(scoreWeights(ON).version).toBe('1');
    expect(HEALTH_AND_SAFETY.every((ground) => ground in CLASS_OF_GROUND)).toBe(true);
  });
});
