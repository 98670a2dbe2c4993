import { nextQuarter, type Quarter } from '@good-standing/kernel/calendar/quarter.ts';
import { describe, expect, test } from 'vitest';
import { ladderSteps, type RunNumbers, runs } from '../parameters.ts';
import { climb, type QuarterDecision, type Removal } from './fold.ts';
import { lostBasis } from './lost-basis.ts';

const rules = (change: Partial<RunNumbers> = {}) => ({
  steps: ladderSteps[0].value,
  runs: { ...runs[0].value, ...change },
});

/** C compliant, N non-compliant, - nothing determined; from 2024-Q1 on, without a gap. */
function decisions(letters: string, removals: Readonly<Record<number, Removal>> = {}): QuarterDecision[] {
  const made: QuarterDecision[] = [];
  let quarter = '2024-Q1' as Quarter;
  for (const [nth, letter] of [...letters].entries()) {
    const determination = letter === 'C' ? 'COMPLIANT' : letter === 'N' ? 'NON_COMPLIANT' : 'UNDETERMINED';
    made.push({ quarter, determination, removal: removals[nth + 1] ?? null });
    quarter = nextQuarter(quarter);
  }
  return made;
}

const rungs = (letters: string, change: Partial<RunNumbers> = {}, removals: Record<number, Removal> = {}) =>
  climb(decisions(letters, removals), () => rules(change));

const SHORT = { PRIORITY_INSPECTION: 'insp', ADDITIONAL_INFORMATION: 'info', PROTECTIVE_MEASURES: 'protect' };

describe('EO 13904 § 5(b)-(d): the ladder', () => {
  const worked = rungs('CNNNNNNNNCNN');
  test.each([
    [1, 0, ''],
    [2, 1, ''],
    [3, 2, 'insp'],
    [4, 3, 'insp'],
    [5, 4, 'insp'],
    [6, 5, 'insp'],
    [7, 6, 'insp info'],
    [8, 7, 'insp info'],
    [9, 8, 'insp info protect'],
    [10, 0, ''],
    [11, 1, ''],
    [12, 2, 'insp'],
  ])('quarter %i: %i consecutive, open: %s', (quarter, run, open) => {
    const rung = worked[quarter - 1];
    expect(rung?.run).toBe(run);
    expect(rung?.open.map((step) => SHORT[step]).join(' ')).toBe(open);
    expect(rung?.isListed).toBe(run > 0);
  });

  test('quarter 5 restated: the runs of 6 to 9 are 1 to 4, and the information and the protection lose their basis', () => {
    const restated = rungs('CNNNCNNNNCNN');
    expect(restated.slice(4, 9).map(({ run }) => run)).toEqual([0, 1, 2, 3, 4]);
    expect(lostBasis(worked, restated)).toEqual([
      { quarter: '2025-Q3', step: 'ADDITIONAL_INFORMATION' },
      { quarter: '2026-Q1', step: 'PROTECTIVE_MEASURES' },
    ]);
  });

  test('restated to what it was, nothing loses its basis', () => {
    expect(lostBasis(worked, rungs('CNNNNNNNNCNN'))).toEqual([]);
  });

  test('quarter 3 restated: inspection was a priority without a basis', () => {
    expect(lostBasis(rungs('CNNC'), rungs('CNCC'))).toEqual([
      { quarter: '2024-Q3', step: 'PRIORITY_INSPECTION' },
    ]);
  });
});

describe('a quarter in which nothing was determined', () => {
  test('ends the run, "consecutive" taken at its word; how long it was stays to be read', () => {
    const [, , , broken, after] = rungs('NNN-N');
    expect(broken).toMatchObject({ run: 0, displayRun: 3, open: [], isListed: false });
    expect(after).toMatchObject({ run: 1, displayRun: 1 });
  });

  test('leaves it as long as it was, where that is the policy', () => {
    const [, , , held, after] = rungs('NNN-N', { undetermined: 'HOLDS' });
    expect(held).toMatchObject({ run: 3, open: ['PRIORITY_INSPECTION'], isListed: true });
    expect(after).toMatchObject({ run: 4 });
  });
});

describe('EO 13904 § 5(e): a post leaves the list', () => {
  test.each([
    [1, [true, true, false, false]],
    [2, [true, true, true, false]],
  ])('by itself after %i quarters without non-compliance', (removalQuarters, listed) => {
    expect(rungs('NNCC', { removalQuarters }).map(({ isListed }) => isListed)).toEqual(listed);
  });

  test('by a removal: the run begins anew, what was decided stays decided', () => {
    const [, , , removed, after] = rungs('NNNNN', {}, { 4: 'GRANT' });
    expect(removed).toMatchObject({
      determination: 'NON_COMPLIANT',
      run: 0,
      displayRun: 4,
      isListed: false,
      open: [],
    });
    expect(after).toMatchObject({ run: 1, isListed: true });
  });

  test('on probation: inspection stays a priority for the quarter after', () => {
    const [, , , removed, after] = rungs('NNNNC', {}, { 4: 'GRANT_WITH_PROBATION' });
    expect(removed).toMatchObject({ run: 0, isListed: false, probation: 1, open: ['PRIORITY_INSPECTION'] });
    expect(after).toMatchObject({ probation: 0, open: [] });
  });
});
