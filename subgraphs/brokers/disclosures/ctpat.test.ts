import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { ctpatStatus } from './ctpat.ts';

const granted = new Set(['CTPAT_STATUS']);
const on = Temporal.PlainDate.from('2026-11-02');
const broker = { id: 'brk_beacon', ctpatConsent: false, isViewersBroker: false };
const consenting = { ...broker, ctpatConsent: true };
const client = { ...broker, isViewersBroker: true };

const agency: Viewer = { ...PUBLIC_VIEWER, audience: 'PGA', agency: 'FDA', rules: granted };
const itself: Viewer = { ...PUBLIC_VIEWER, audience: 'BROKER', subject: 'brk_beacon', rules: granted };
const otherBroker: Viewer = { ...itself, subject: 'brk_compass' };
const importer: Viewer = { ...PUBLIC_VIEWER, audience: 'IMPORTER', subject: 'imp_aurora', rules: granted };
const platform: Viewer = { ...PUBLIC_VIEWER, audience: 'PLATFORM', rules: granted };
const ungranted = (viewer: Viewer): Viewer => ({ ...viewer, rules: new Set() });

describe('CBP E-Commerce Strategy obj. 3.2: the CTPAT status of a broker', () => {
  test.each([
    ['an agency', agency, broker, 'AUDIENCE'],
    ['an agency without the grant', ungranted(agency), broker, 'AGREEMENT'],
    ['an agency without the grant, with consent', ungranted(agency), consenting, 'CONSENT'],
    ['the broker itself', itself, broker, 'SELF'],
    ['the broker itself without the grant', ungranted(itself), broker, 'AGREEMENT'],
    ['another broker', otherBroker, broker, 'CONDITION'],
    ['another broker, with consent', otherBroker, consenting, 'CONSENT'],
    ['an importer that is no client', importer, broker, 'CONDITION'],
    ['a client', importer, client, 'OWN_CLIENT'],
    ['a client without the grant', ungranted(importer), client, 'AGREEMENT'],
    ['a platform', platform, broker, 'CONDITION'],
    ['a platform, with consent', platform, consenting, 'CONSENT'],
    ['nobody', PUBLIC_VIEWER, broker, 'CONDITION'],
    ['nobody, with consent', PUBLIC_VIEWER, consenting, 'CONSENT'],
  ] as const)('%s: %4$s', (_who, viewer, facts, said) => {
    const decision = ctpatStatus.decide(viewer, facts, on);
    expect(decision.outcome === 'DISCLOSE' ? decision.relation : decision.reason).toBe(said);
  });
});
