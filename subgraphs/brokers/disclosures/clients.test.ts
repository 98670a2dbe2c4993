import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { brokersOfImporter, clientsOfBroker } from './clients.ts';

const on = Temporal.PlainDate.from('2026-11-02');
const broker = { id: 'brk_beacon', isViewersBroker: false };
const own = { ...broker, isViewersBroker: true };
const viewer = (audience: Viewer['audience'], subject: string | null = null): Viewer => ({
  ...PUBLIC_VIEWER,
  audience,
  subject,
});

describe('19 CFR 111.24: the clients of a broker', () => {
  test.each([
    ['an agency, of which the rows settle its clients', viewer('PGA'), broker, 'DISCLOSE'],
    ['the broker itself', viewer('BROKER', 'brk_beacon'), broker, 'DISCLOSE'],
    ['another broker', viewer('BROKER', 'brk_compass'), broker, 'WITHHOLD'],
    ['a client', viewer('IMPORTER', 'imp_aurora'), own, 'DISCLOSE'],
    ['an importer that is none', viewer('IMPORTER', 'imp_dune'), broker, 'WITHHOLD'],
    ['a platform', viewer('PLATFORM'), own, 'WITHHOLD'],
  ] as const)('%s', (_who, who, facts, outcome) => {
    expect(clientsOfBroker.decide(who, facts, on).outcome).toBe(outcome);
  });
});

describe('19 CFR 111.24: the brokers of an importer', () => {
  test.each([
    ['an agency with jurisdiction', viewer('PGA'), true, 'DISCLOSE'],
    ['an agency without', viewer('PGA'), false, 'WITHHOLD'],
    ['its broker', viewer('BROKER'), true, 'DISCLOSE'],
    ['another broker', viewer('BROKER'), false, 'WITHHOLD'],
    ['the importer itself', viewer('IMPORTER'), true, 'DISCLOSE'],
    ['a carrier, whatever is claimed of it', viewer('CARRIER'), true, 'WITHHOLD'],
  ] as const)('%s', (_who, who, related, outcome) => {
    expect(brokersOfImporter.decide(who, { related }, on).outcome).toBe(outcome);
  });
});
