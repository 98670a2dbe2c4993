import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { filingsOfBroker, partiesOfFilings } from './broker-filings.ts';

const on = Temporal.PlainDate.from('2026-11-02');
const broker = (subject: string | null): Viewer => ({ ...PUBLIC_VIEWER, audience: 'BROKER', subject });

describe('EO 14411 § 4(a), 19 CFR 111.24: what a broker filed', () => {
  test.each([
    ['itself', 'brk_beacon', 'DISCLOSE'],
    ['another', 'brk_compass', 'WITHHOLD'],
    ['of no subject', null, 'WITHHOLD'],
  ] as const)('%s', (_who, subject, outcome) => {
    for (const disclosure of [filingsOfBroker, partiesOfFilings])
      expect(disclosure.decide(broker(subject), { id: 'brk_beacon' }, on).outcome).toBe(outcome);
  });
});
