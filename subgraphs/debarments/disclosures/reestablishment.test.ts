import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { cbpsWork, ownNotice } from './reestablishment.ts';

const on = Temporal.PlainDate.from('2026-11-02');

describe.each(['BROKER', 'CARRIER'] as const)('REESTABLISHMENT, EO 13904 § 3(a), a %s', (audience) => {
  const viewer = { ...PUBLIC_VIEWER, audience };

  test.each([
    ['its own notice', true, { outcome: 'DISCLOSE', relation: 'SELF' }],
    ['another’s', false, { outcome: 'WITHHOLD', reason: 'RELATION' }],
  ] as const)('%s', (_whose, isOwn, decision) => {
    expect(ownNotice.decide(viewer, { isOwn }, on)).toMatchObject(decision);
  });

  test('a lead or referral', () => {
    expect(cbpsWork.decide(viewer, {}, on)).toMatchObject({ outcome: 'WITHHOLD', reason: 'RELATION' });
  });
});
