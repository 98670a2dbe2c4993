import type { Decision } from '@good-standing/kernel/disclosure/decision.ts';
import {
  type ImporterNumber,
  readImporterNumber,
} from '@good-standing/kernel/identifiers/importer-number.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { aurora, bazaar, beacon, fda, fdaForIdentity, granted, lumen, swift } from '../cast.ts';
import { importerContact } from './importer-contact.ts';
import { importerName } from './importer-name.ts';
import { importerNumber } from './importer-number.ts';
import { importerOwnership } from './importer-ownership.ts';
import { confidentiality, importerProfile, importerSecurity, standingConsent } from './in-relation.ts';
import { knownShipper } from './known-shipper.ts';
import { provenance } from './provenance.ts';
import { standingStatus } from './standing-status.ts';

const today = Temporal.PlainDate.from('2026-11-22');
const usps = granted({ audience: 'USPS' });
const qumar = granted({ audience: 'POST' });

function outcome(decision: Decision): string {
  return decision.outcome === 'DISCLOSE' ? `DISCLOSE ${decision.relation}` : decision.reason;
}

function without(viewer: Viewer): Viewer {
  return { ...viewer, rules: new Set() };
}

/** Letters: R related, T trusted listing in force, C certification in force, N and S consent to name and status. */
function facts(letters: string) {
  return {
    related: letters.includes('R'),
    trusted: letters.includes('T'),
    confidential: letters.includes('C'),
    consentsToName: letters.includes('N'),
    consentsToStatus: letters.includes('S'),
  };
}

describe('IMPORTER_NAME, 19 CFR 103.31(d)', () => {
  test.each<[string, Viewer, string, string]>([
    ['agency with jurisdiction', fda, 'R', 'DISCLOSE JURISDICTION'],
    ['agency with jurisdiction, certified', fda, 'RC', 'DISCLOSE JURISDICTION'],
    ['agency without jurisdiction', fda, '', 'RELATION'],
    ['agency without jurisdiction, certified: hears of no certification', fda, 'C', 'RELATION'],
    ['agency without jurisdiction, listed', fda, 'T', 'DISCLOSE PUBLIC_RECORD'],
    ['agency without the grant', without(fda), 'R', 'AGREEMENT'],
    ['agency without the grant, certified: hears of no certification', without(fda), 'RC', 'AGREEMENT'],
    ['agency without the grant, listed', without(fda), 'RT', 'DISCLOSE PUBLIC_RECORD'],
    ['itself', aurora, 'R', 'DISCLOSE SELF'],
    ['itself, certified', aurora, 'RC', 'DISCLOSE SELF'],
    ['another importer', aurora, '', 'RELATION'],
    ['its broker', beacon, 'R', 'DISCLOSE OWN_CLIENT'],
    ['its broker, certified', beacon, 'RC', 'CONFIDENTIALITY'],
    ['its broker, certified and listed', beacon, 'RTC', 'CONFIDENTIALITY'],
    ['its broker without the grant, certified', without(beacon), 'RC', 'AGREEMENT'],
    ['a platform', bazaar, '', 'CONDITION'],
    ['a platform, listed', bazaar, 'T', 'DISCLOSE PUBLIC_RECORD'],
    ['a platform, listed and certified', bazaar, 'TC', 'CONFIDENTIALITY'],
    ['a platform, certified: hears of no certification', bazaar, 'C', 'CONDITION'],
    ['a platform, with consent', bazaar, 'N', 'DISCLOSE CONSENT'],
    ['a platform, with consent and listed', bazaar, 'NT', 'DISCLOSE CONSENT'],
    ['a platform, with consent and certified', bazaar, 'NC', 'CONFIDENTIALITY'],
    ['a platform, with consent to the status alone', bazaar, 'S', 'CONDITION'],
    ['a platform without the grant, with consent', without(bazaar), 'N', 'AGREEMENT'],
    ['a carrier, whoever consents to a platform', swift, 'N', 'CONDITION'],
    ['a carrier, listed', swift, 'T', 'DISCLOSE PUBLIC_RECORD'],
    ['a rights holder, listed', lumen, 'T', 'DISCLOSE PUBLIC_RECORD'],
    ['a post, listed', qumar, 'T', 'DISCLOSE PUBLIC_RECORD'],
    ['the public, listed', PUBLIC_VIEWER, 'T', 'DISCLOSE PUBLIC_RECORD'],
    ['the public, listed and certified', PUBLIC_VIEWER, 'TC', 'CONFIDENTIALITY'],
    ['the public', PUBLIC_VIEWER, '', 'CONDITION'],
  ])('%s', (_case, viewer, letters, expected) => {
    expect(outcome(importerName.decide(viewer, facts(letters), today))).toBe(expected);
  });
});

describe('IMPORTER_NUMBER, 5 USC 552a(b); 19 CFR 24.5', () => {
  test.each<[string, Viewer, string, boolean, string]>([
    ['an IRS number', fda, '07-000000100', true, 'DISCLOSE JURISDICTION'],
    ['a CBP-assigned number', beacon, '264601-00005', true, 'DISCLOSE OWN_CLIENT'],
    ['a Social Security number', fda, '000-12-3456', true, 'PURPOSE'],
    ['a Social Security number, for identity', fdaForIdentity, '000-12-3456', true, 'DISCLOSE JURISDICTION'],
    ['a Social Security number, its own', aurora, '000-12-3456', true, 'PURPOSE'],
    ['of a stranger', fda, '07-000000100', false, 'RELATION'],
    ['of a stranger: which form it has is not said', fda, '000-12-3456', false, 'RELATION'],
    ['of a stranger, for identity', fdaForIdentity, '000-12-3456', false, 'RELATION'],
  ])('%s', (_case, viewer, text, related, expected) => {
    const number = readImporterNumber(text) as ImporterNumber;
    expect(outcome(importerNumber.decide(viewer, { number, related }, today))).toBe(expected);
  });
});

describe('IMPORTER_OWNERSHIP, EO 14411 § 2(a)(iii); 5 USC 552a(b)', () => {
  test.each<[string, Viewer, boolean, string]>([
    ['agency with jurisdiction', fda, true, 'DISCLOSE JURISDICTION'],
    ['agency without', fda, false, 'RELATION'],
    ['agency, to identify', fdaForIdentity, true, 'DISCLOSE JURISDICTION'],
    ['agency, to enforce', { ...fda, purpose: 'ENFORCEMENT' }, true, 'DISCLOSE JURISDICTION'],
    ['agency, whether goods may enter', { ...fda, purpose: 'ADMISSIBILITY' }, true, 'PURPOSE'],
    ['agency for a purpose that is not its own', { ...fda, purpose: 'SELLER_SCREENING' }, true, 'PURPOSE'],
    ['agency for no purpose', { ...fda, purpose: null }, true, 'PURPOSE'],
    ['itself', aurora, true, 'DISCLOSE SELF'],
    ['another importer', aurora, false, 'RELATION'],
  ])('%s', (_case, viewer, related, expected) => {
    expect(outcome(importerOwnership.decide(viewer, { related }, today))).toBe(expected);
  });
});

describe.each([importerProfile, importerSecurity, confidentiality, standingConsent])(
  '$rule: in relation alone',
  ({ decide }) => {
    test.each<[string, Viewer, boolean, string]>([
      ['agency with jurisdiction', fda, true, 'DISCLOSE JURISDICTION'],
      ['agency without', fda, false, 'RELATION'],
      ['itself', aurora, true, 'DISCLOSE SELF'],
      ['its broker', beacon, true, 'DISCLOSE OWN_CLIENT'],
      ['another broker', beacon, false, 'RELATION'],
      ['a carrier, whatever it is told', swift, true, 'RELATION'],
      ['the postal service, whatever it is told', usps, true, 'RELATION'],
    ])('%s', (_case, viewer, related, expected) => {
      expect(outcome(decide(viewer, { related }, today))).toBe(expected);
    });
  },
);

describe('IMPORTER_CONTACT, 18 USC 1905; 19 CFR 103.31(d)', () => {
  test.each<[string, Viewer, string, string]>([
    ['agency with jurisdiction', fda, 'R', 'DISCLOSE JURISDICTION'],
    ['agency with jurisdiction, certified', fda, 'RC', 'DISCLOSE JURISDICTION'],
    ['agency without', fda, '', 'RELATION'],
    ['itself, certified', aurora, 'RC', 'DISCLOSE SELF'],
    ['its broker', beacon, 'R', 'DISCLOSE OWN_CLIENT'],
    ['its broker, certified', beacon, 'RC', 'CONFIDENTIALITY'],
    ['another broker, certified: hears of no certification', beacon, 'C', 'RELATION'],
    ['a platform, with consent', bazaar, 'NS', 'RELATION'],
  ])('%s', (_case, viewer, letters, expected) => {
    expect(outcome(importerContact.decide(viewer, facts(letters), today))).toBe(expected);
  });
});

describe('PROVENANCE, 18 USC 1905', () => {
  test.each<[string, Viewer, boolean, string]>([
    ['agency with jurisdiction', fda, true, 'DISCLOSE JURISDICTION'],
    ['agency without, of an importer that it may know of', fda, false, 'DISCLOSE AUDIENCE'],
    ['itself', aurora, true, 'DISCLOSE SELF'],
    ['another importer', aurora, false, 'RELATION'],
    ['its broker', beacon, true, 'DISCLOSE OWN_CLIENT'],
    ['another broker', beacon, false, 'RELATION'],
  ])('%s', (_case, viewer, related, expected) => {
    expect(outcome(provenance.decide(viewer, { related }, today))).toBe(expected);
  });
});

describe('STANDING_STATUS, EO 14411 § 2(d)', () => {
  test.each<[string, Viewer, string, string]>([
    ['agency with jurisdiction', fda, 'R', 'DISCLOSE JURISDICTION'],
    ['its broker', beacon, 'R', 'DISCLOSE OWN_CLIENT'],
    ['another importer', aurora, '', 'RELATION'],
    ['another importer, whoever consents to a platform', aurora, 'S', 'RELATION'],
    ['a platform, without consent', bazaar, '', 'CONDITION'],
    ['a platform, with consent to the name alone', bazaar, 'N', 'CONDITION'],
    ['a platform, with consent', bazaar, 'S', 'DISCLOSE CONSENT'],
    ['a platform, with consent, certified: a status is no name', bazaar, 'SC', 'DISCLOSE CONSENT'],
  ])('%s', (_case, viewer, letters, expected) => {
    expect(outcome(standingStatus.decide(viewer, facts(letters), today))).toBe(expected);
  });
});

describe('KNOWN_SHIPPER, CBP E-Commerce Strategy obj. 3.2', () => {
  test.each<[string, Viewer, boolean, string]>([
    ['an agency', fda, false, 'DISCLOSE AUDIENCE'],
    ['a carrier', swift, false, 'DISCLOSE AUDIENCE'],
    ['a platform', bazaar, false, 'DISCLOSE AUDIENCE'],
    ['a broker', beacon, false, 'DISCLOSE AUDIENCE'],
    ['itself', aurora, true, 'DISCLOSE SELF'],
    ['another importer', aurora, false, 'RELATION'],
  ])('%s', (_case, viewer, related, expected) => {
    expect(outcome(knownShipper.decide(viewer, { related }, today))).toBe(expected);
  });
});
