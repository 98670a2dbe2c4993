import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { vettingOfBroker } from './vetting.ts';

const on = Temporal.PlainDate.from('2026-11-02');
const viewer = (audience: Viewer['audience']): Viewer => ({
  ...PUBLIC_VIEWER,
  audience,
  subject: 'brk_beacon',
});

describe('EO 14411 § 2(e), § 2(f): vettings of a broker', () => {
  test.each([
    ['an agency with jurisdiction over a client', viewer('PGA'), true, 'DISCLOSE'],
    ['an agency without', viewer('PGA'), false, 'WITHHOLD'],
    ['the broker itself, whatever is claimed of it', viewer('BROKER'), true, 'WITHHOLD'],
    ['a platform, whatever is claimed of it', viewer('PLATFORM'), true, 'WITHHOLD'],
  ] as const)('%s', (_who, who, isWithinJurisdiction, outcome) => {
    expect(vettingOfBroker.decide(who, { isWithinJurisdiction }, on).outcome).toBe(outcome);
  });
});
