import type { Decision } from '@good-standing/kernel/disclosure/decision.ts';
import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import { describe, expect, test } from 'vitest';
import { cascade, fda, lumen } from '../cast.ts';
import { caseOfSeizure, valueOfSeizure } from './case-of-seizure.ts';
import { comprehensiveInformation } from './comprehensive-information.ts';
import { limitedImportationInformation } from './limited-importation-information.ts';
import { recordationSeizures } from './recordation-seizures.ts';
import { redactedImages } from './redacted-images.ts';
import { releasesOfSeizure } from './releases-of-seizure.ts';
import type { SeizureFacts } from './seizure-facts.ts';
import { stageOfSeizure } from './seizure-stage.ts';
import { unredactedImages } from './unredacted-images.ts';

const day = Temporal.PlainDate.from;
const TODAY = day('2026-11-22');

const PRESENTED: SeizureFacts = {
  id: 'sez_1',
  basis: 'TRADEMARK',
  eventOn: day('2026-11-04'),
  isEligiblePerson: false,
  isInjuredPerson: false,
  presentedOn: day('2026-11-02'),
  detainedOn: null,
  detentionNoticeOn: null,
  importerResponse: null,
  importerRespondedOn: null,
  seizedOn: null,
  seizureNoticeOn: null,
  forfeitedOn: null,
  abandonedOn: null,
  excludedOn: null,
  releasedOn: null,
  lawEnforcementHold: false,
  nationalSecurityHold: false,
  limitedReleasedOn: null,
  redactedReleasedOn: null,
  imagesReleasedOn: null,
  imagesRequestedOn: null,
  commissionerBeliefOn: null,
  abandonedGoodsTold: false,
};
/** The importer's seven business days end on 2026-11-17. */
const DETAINED = { ...PRESENTED, detainedOn: day('2026-11-04'), detentionNoticeOn: day('2026-11-05') };
/** Notice so late that they end on 2026-12-02. */
const WINDOW_OPEN = { ...DETAINED, detentionNoticeOn: day('2026-11-20') };
const SEIZED = { ...DETAINED, seizedOn: day('2026-11-10'), seizureNoticeOn: day('2026-11-12') };
const FORFEITED = { ...SEIZED, forfeitedOn: day('2026-11-20') };
const ABANDONED = { ...DETAINED, abandonedOn: day('2026-11-09') };
const SEIZED_THEN_ABANDONED = { ...SEIZED, abandonedOn: day('2026-11-15') };
const SEIZED_THEN_RELEASED = { ...SEIZED, releasedOn: day('2026-11-15') };
const RELEASED = { ...DETAINED, releasedOn: day('2026-11-09') };
const RELEASED_AT_ONCE = { ...PRESENTED, releasedOn: day('2026-11-03') };
const EXCLUDED = { ...DETAINED, excludedOn: day('2026-11-19') };
const HELD = { ...SEIZED, lawEnforcementHold: true };
const HELD_FOR_SECURITY = { ...SEIZED, nationalSecurityHold: true };
/** Everything that CBP can release, and asked for. */
const released = (seizure: SeizureFacts, on = '2026-11-08') => ({
  ...seizure,
  limitedReleasedOn: day(on),
  redactedReleasedOn: day(on),
  imagesReleasedOn: day(on),
  imagesRequestedOn: day(on),
});
const unwarned = (seizure: SeizureFacts): SeizureFacts => ({
  ...seizure,
  containsDisclosureWarnings: false,
});
const gray = (seizure: SeizureFacts): SeizureFacts => ({ ...seizure, basis: 'GRAY_MARKET' });
const answered = (seizure: SeizureFacts, on: string): SeizureFacts => ({
  ...seizure,
  importerResponse: 'SUFFICIENT',
  importerRespondedOn: day(on),
});
const told84 = (seizure: SeizureFacts): SeizureFacts => ({
  ...seizure,
  abandonedGoodsTold: true,
  commissionerBeliefOn: day('2026-11-09'),
});

/** `DETAINED` where disclosed at that stage, else the reason and when it becomes available. */
function told(decision: Decision): string {
  if (decision.outcome === 'DISCLOSE') return decision.stage ?? decision.relation;
  return decision.until === null ? decision.reason : `${decision.reason} until ${decision.until}`;
}

describe(`limited importation information, ${DISCLOSURE_RULES.SEIZURE_LIMITED.authority}`, () => {
  test.each([
    ['presented', PRESENTED, 'STAGE until DETAINED'],
    ['presented, released', released(PRESENTED), 'PRESENTED'],
    ['presented, released tomorrow', released(PRESENTED, '2026-11-23'), 'STAGE until DETAINED'],
    ['detained', DETAINED, 'DETAINED'],
    ['detained, no notice yet', { ...DETAINED, detentionNoticeOn: null }, 'DETAINED'],
    ['detained tomorrow', { ...DETAINED, detainedOn: day('2026-11-23') }, 'STAGE until DETAINED'],
    ['detained, gray market', gray(DETAINED), 'DETAINED'],
    ['seized', SEIZED, 'SEIZED'],
    ['forfeited', FORFEITED, 'FORFEITED'],
    ['abandoned', ABANDONED, 'CONDITION'],
    ['abandoned, released before', released(ABANDONED), 'CONDITION'],
    ['abandoned, policy on, belief recorded', told84(ABANDONED), 'ABANDONED'],
    ['abandoned, policy on, no belief', { ...ABANDONED, abandonedGoodsTold: true }, 'CONDITION'],
    ['abandoned, belief, policy off', { ...told84(ABANDONED), abandonedGoodsTold: false }, 'CONDITION'],
    ['abandoned after seizure', SEIZED_THEN_ABANDONED, 'ABANDONED'],
    ['released after seizure', SEIZED_THEN_RELEASED, 'RELEASED'],
    ['released after detention: as already given', RELEASED, 'RELEASED'],
    ['excluded after detention: as already given', EXCLUDED, 'EXCLUDED'],
    ['released without detention: nothing', RELEASED_AT_ONCE, 'CONDITION'],
    ['released without detention, told before', released(RELEASED_AT_ONCE, '2026-11-03'), 'RELEASED'],
    ['released without detention, told after', released(RELEASED_AT_ONCE, '2026-11-04'), 'CONDITION'],
    ['held', HELD, 'NOT_AUTHORIZED'],
    ['held for national security', HELD_FOR_SECURITY, 'NOT_AUTHORIZED'],
  ] as const)('%s', (_case, seizure, expected) => {
    expect(told(limitedImportationInformation.decide(lumen, seizure, TODAY))).toBe(expected);
  });
});

describe(`comprehensive information, ${DISCLOSURE_RULES.SEIZURE_PARTIES.authority}`, () => {
  test.each([
    ['presented', PRESENTED, 'STAGE until SEIZED'],
    ['detained', DETAINED, 'STAGE until SEIZED'],
    [
      'noticed, not yet seized',
      { ...DETAINED, seizureNoticeOn: day('2026-06-30') },
      'STAGE until 2026-08-12',
    ],
    ['seized', SEIZED, 'SEIZED'],
    ['seized today', { ...SEIZED, seizedOn: TODAY }, 'SEIZED'],
    ['seized tomorrow', { ...DETAINED, seizedOn: day('2026-11-23') }, 'STAGE until SEIZED'],
    ['forfeited', FORFEITED, 'FORFEITED'],
    ['seized, gray market', gray(SEIZED), 'CONDITION'],
    ['detained, gray market', gray(DETAINED), 'CONDITION'],
    ['abandoned', ABANDONED, 'CONDITION'],
    ['abandoned, policy on, belief recorded', told84(ABANDONED), 'ABANDONED'],
    ['abandoned, gray market, policy on', told84(gray(ABANDONED)), 'CONDITION'],
    ['released', RELEASED, 'CONDITION'],
    ['released after seizure', SEIZED_THEN_RELEASED, 'RELEASED'],
    ['excluded', EXCLUDED, 'CONDITION'],
    ['held', HELD, 'NOT_AUTHORIZED'],
  ] as const)('%s', (_case, seizure, expected) => {
    expect(told(comprehensiveInformation.decide(lumen, seizure, TODAY))).toBe(expected);
  });
});

describe(`redacted images, ${DISCLOSURE_RULES.SEIZURE_REDACTED_IMAGES.authority}`, () => {
  test.each([
    ['presented, not released', PRESENTED, 'CONDITION until RELEASED_BY_CBP'],
    ['presented, released', released(PRESENTED), 'PRESENTED'],
    ['presented, released tomorrow', released(PRESENTED, '2026-11-23'), 'CONDITION until RELEASED_BY_CBP'],
    ['seized, released', released(SEIZED), 'SEIZED'],
    ['gray market, released', gray(released(SEIZED)), 'CONDITION'],
    ['let go, released before', released(RELEASED, '2026-11-08'), 'CONDITION'],
    ['abandoned', released(ABANDONED), 'CONDITION'],
    ['abandoned, policy on, not released', told84(ABANDONED), 'CONDITION until RELEASED_BY_CBP'],
    ['abandoned, policy on, released', told84(released(ABANDONED)), 'ABANDONED'],
    ['held', released(HELD), 'NOT_AUTHORIZED'],
  ] as const)('%s', (_case, seizure, expected) => {
    expect(told(redactedImages.decide(lumen, seizure, TODAY))).toBe(expected);
  });
});

describe(`unredacted images, ${DISCLOSURE_RULES.SEIZURE_IMAGES.authority}`, () => {
  test.each([
    ['presented', released(PRESENTED), 'STAGE until DETAINED'],
    [
      'detained, no notice',
      released({ ...DETAINED, detentionNoticeOn: null }),
      'STAGE until NOTICE_OF_DETENTION',
    ],
    ['the importer may still answer', released(WINDOW_OPEN), 'STAGE until 2026-12-03'],
    [
      'its window closed two days ago',
      released({ ...DETAINED, detentionNoticeOn: day('2026-11-11') }, '2026-11-21'),
      'DETAINED',
    ],
    ['window closed, not released', DETAINED, 'CONDITION until RELEASED_BY_CBP'],
    ['answered sufficiently', released(answered(DETAINED, '2026-11-10')), 'CONDITION until RELEASED_BY_CBP'],
    ['answered sufficiently tomorrow', released(answered(DETAINED, '2026-11-23'), '2026-11-18'), 'DETAINED'],
    [
      'answered insufficiently, window open',
      released({ ...WINDOW_OPEN, importerResponse: 'INSUFFICIENT', importerRespondedOn: day('2026-11-21') }),
      'STAGE until 2026-12-03',
    ],
    ['window closed, released', released(DETAINED, '2026-11-18'), 'DETAINED'],
    ['window closed, released before it was', released(DETAINED), 'CONDITION until RELEASED_BY_CBP'],
    [
      'seized, window open, released',
      released({ ...SEIZED, detentionNoticeOn: day('2026-11-20') }),
      'SEIZED',
    ],
    ['seized, not released', SEIZED, 'CONDITION until RELEASED_BY_CBP'],
    [
      'seized, asked, not released',
      { ...SEIZED, imagesRequestedOn: TODAY },
      'CONDITION until RELEASED_BY_CBP',
    ],
    [
      'seized, released, not asked',
      { ...SEIZED, imagesReleasedOn: TODAY, detentionNoticeOn: null },
      'CONDITION until REQUESTED',
    ],
    [
      'seized, released within the window, not asked',
      { ...SEIZED, imagesReleasedOn: day('2026-11-17') },
      'CONDITION until REQUESTED',
    ],
    [
      'seized, released after the window, not asked',
      { ...SEIZED, imagesReleasedOn: day('2026-11-18') },
      'SEIZED',
    ],
    [
      'window closed, released, no warnings in the notice: as where nothing is released',
      unwarned(released(DETAINED, '2026-11-18')),
      'CONDITION until RELEASED_BY_CBP',
    ],
    [
      'the importer may still answer, no warnings in the notice',
      unwarned(released(WINDOW_OPEN)),
      'STAGE until 2026-12-03',
    ],
    ['seized, asked for, no warnings in the notice', unwarned(released(SEIZED, '2026-11-18')), 'SEIZED'],
    [
      'seized, released after the window, not asked, no warnings in the notice',
      unwarned({ ...SEIZED, imagesReleasedOn: day('2026-11-18') }),
      'CONDITION until REQUESTED',
    ],
    ['gray market', gray(released(SEIZED)), 'CONDITION'],
    ['let go', RELEASED, 'CONDITION'],
    ['let go, released before', released(RELEASED), 'CONDITION'],
    ['abandoned, policy on, released', told84(released(ABANDONED, '2026-11-18')), 'ABANDONED'],
    ['abandoned', released(ABANDONED), 'CONDITION'],
    ['held', released(HELD), 'NOT_AUTHORIZED'],
  ] as const)('%s', (_case, seizure, expected) => {
    expect(told(unredactedImages.decide(lumen, seizure, TODAY))).toBe(expected);
  });
  test.each([
    ['2026-11-17', 'STAGE until 2026-11-18'], // last business day of the importer's seven
    ['2026-11-18', 'DETAINED'],
  ])('on %s: %s', (on, expected) => {
    expect(told(unredactedImages.decide(lumen, released(DETAINED, '2026-11-18'), day(on)))).toBe(expected);
  });
});

describe('19 USC 1628a(d), 19 CFR 133.47: a hold is for all but CBP', () => {
  test.each([fda, cascade])('$audience', (viewer) => {
    for (const rule of [
      limitedImportationInformation,
      comprehensiveInformation,
      redactedImages,
      unredactedImages,
      stageOfSeizure,
      releasesOfSeizure,
      caseOfSeizure,
      valueOfSeizure,
    ]) {
      expect(told(rule.decide(viewer, HELD, TODAY))).toBe('NOT_AUTHORIZED');
      expect(rule.decide(viewer, PRESENTED, TODAY).outcome).toBe('DISCLOSE');
    }
  });
});

describe(`seizures on a recordation, ${DISCLOSURE_RULES.RECORDATION_SEIZURES.authority}`, () => {
  const recordation = {
    id: 'rec_1',
    effectiveOn: day('2016-01-01'),
    expiresOn: day('2026-01-01'),
    delistedOn: null,
  };
  test.each([
    ['its owner or agent', true, '2026-01-01', 'RECORDATION'],
    ['last day of grace', true, '2026-04-01', 'RECORDATION'],
    ['expired', true, '2026-04-02', 'CONDITION'],
    ["another's", false, '2026-01-01', 'RELATION'],
  ] as const)('%s', (_case, isOwn, on, expected) => {
    expect(told(recordationSeizures.decide(lumen, { ...recordation, isOwn }, day(on)))).toBe(expected);
  });
});
