import { effectOn } from '@good-standing/kernel/rule/rule.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import { describe, expect, test } from 'vitest';
import { overdueVetting } from './overdue-vetting.ts';

const { id, says, authority } = STANDING_RULES['GS-017'];

describe(`${id} ${says} (${authority.join('; ')})`, () => {
  const vetting = (overOn: string | null) => [{ id: 'vet_1', dueOn: '2027-03-01', overOn }];
  test.each([
    ['its last day', vetting(null), '2027-03-01', 'PASS'],
    ['the day after', vetting(null), '2027-03-02', 'WATCH'],
    ['done on its last day', vetting('2027-03-01'), '2027-03-02', 'PASS'],
    ['done on the day after: never overdue for a whole day', vetting('2027-03-02'), '2027-03-02', 'PASS'],
    ['done late: the day before', vetting('2027-04-10'), '2027-04-09', 'WATCH'],
    ['done late: the day itself', vetting('2027-04-10'), '2027-04-10', 'PASS'],
    ['no vetting', [], '2027-04-10', 'PASS'],
  ] as const)('%s', (_case, vettings, on, effect) => {
    expect(effectOn(overdueVetting.finds(vettings), on)).toBe(effect);
  });

  test('an adverse result is no finding', () => {
    expect(overdueVetting.finds([{ id: 'vet_1', dueOn: '2027-03-01', overOn: '2027-02-01' }])).toEqual([]);
  });
});
