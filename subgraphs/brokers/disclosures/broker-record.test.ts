import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { brokerRecord, designation, designationGate, ofOwnRecord, reviewByCbp } from './broker-record.ts';

const on = Temporal.PlainDate.from('2026-11-02');
const viewer = (audience: Viewer['audience'], subject: string | null = null): Viewer => ({
  ...PUBLIC_VIEWER,
  audience,
  subject,
});

describe('EO 14411 § 4(a): the record of a broker', () => {
  test.each([
    ['the broker itself', viewer('BROKER', 'brk_beacon'), 'DISCLOSE'],
    ['another broker', viewer('BROKER', 'brk_compass'), 'WITHHOLD'],
    ['one of no subject', viewer('BROKER'), 'WITHHOLD'],
  ] as const)('%s', (_who, who, outcome) => {
    expect(brokerRecord.decide(who, { id: 'brk_beacon' }, on).outcome).toBe(outcome);
    expect(ofOwnRecord.decide(who, { brokerId: 'brk_beacon' }, on).outcome).toBe(outcome);
    expect(reviewByCbp.decide(who, {}, on).outcome).toBe('WITHHOLD');
  });
});

describe('19 CFR 111.24; EO 14411 § 2(d): designations, and whether one may be made', () => {
  test.each([
    ['an agency with jurisdiction', viewer('PGA'), true, 'DISCLOSE'],
    ['an agency without', viewer('PGA'), false, 'WITHHOLD'],
    ['its broker', viewer('BROKER'), true, 'DISCLOSE'],
    ['another broker', viewer('BROKER'), false, 'WITHHOLD'],
    ['the importer itself', viewer('IMPORTER'), true, 'DISCLOSE'],
    ['a platform, whatever is claimed of it', viewer('PLATFORM'), true, 'WITHHOLD'],
  ] as const)('%s', (_who, who, related, outcome) => {
    expect(designation.decide(who, { related }, on).outcome).toBe(outcome);
    expect(designationGate.decide(who, { related }, on).outcome).toBe(outcome);
  });
});
