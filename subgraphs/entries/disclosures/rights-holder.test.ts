import type { Decision } from '@good-standing/kernel/disclosure/decision.ts';
import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import { describe, expect, test } from 'vitest';
import { cascade, fda, lumen, meridian } from '../cast.ts';
import { caseOfSeizure, valueOfSeizure } from './case-of-seizure.ts';
import { comprehensiveInformation } from './comprehensive-information.ts';
import { limitedImportationInformation } from './limited-importation-information.ts';
import { recordationSeizures } from './recordation-seizures.ts';
import { redactedImages } from './redacted-images.ts';
import type { SeizureFacts } from './seizure-facts.ts';
import { unredactedImages } from './unredacted-images.ts';

const day = Temporal.PlainDate.from;
const TODAY = day('2026-11-22');

const PRESENTED: SeizureFacts = {
  id: 'sez_1',
  presentedOn: day('2026-11-02'),
  detainedOn: null,
  detentionNoticeOn: null,
  seizedOn: null,
  seizureNoticeOn: null,
  forfeitedOn: null,
  abandonedOn: null,
  excludedOn: null,
  releasedOn: null,
  isGrayMarket: false,
  lawEnforcementHold: false,
  nationalSecurityHold: false,
  redactedReleasedOn: null,
  imagesReleasedOn: null,
};
const DETAINED = { ...PRESENTED, detainedOn: day('2026-11-04'), detentionNoticeOn: day('2026-11-05') };
/** Notice so late that the importer's seven business days end on 2026-12-02. */
const WINDOW_OPEN = { ...DETAINED, detentionNoticeOn: day('2026-11-20') };
const SEIZED = { ...DETAINED, seizedOn: day('2026-11-10'), seizureNoticeOn: day('2026-11-12') };
const FORFEITED = { ...SEIZED, forfeitedOn: day('2026-11-20') };
const ABANDONED = { ...DETAINED, abandonedOn: day('2026-11-09') };
const SEIZED_THEN_ABANDONED = { ...SEIZED, abandonedOn: day('2026-11-15') };
const RELEASED = { ...DETAINED, releasedOn: day('2026-11-09') };
const RELEASED_AT_ONCE = { ...PRESENTED, releasedOn: day('2026-11-03') };
const EXCLUDED = { ...DETAINED, excludedOn: day('2026-11-19') };
const HELD = { ...SEIZED, lawEnforcementHold: true };
const HELD_FOR_SECURITY = { ...SEIZED, nationalSecurityHold: true };
const released = (seizure: SeizureFacts, on = '2026-11-08') => ({
  ...seizure,
  redactedReleasedOn: day(on),
  imagesReleasedOn: day(on),
});
const gray = (seizure: SeizureFacts) => ({ ...seizure, isGrayMarket: true });

/** `DETAINED` where disclosed at that stage, else the reason and when it becomes available. */
function told(decision: Decision): string {
  if (decision.outcome === 'DISCLOSE') return decision.stage ?? decision.relation;
  return decision.until === null ? decision.reason : `${decision.reason} until ${decision.until}`;
}

describe(`limited importation information, ${DISCLOSURE_RULES.SEIZURE_LIMITED.authority}`, () => {
  test.each([
    ['presented', PRESENTED, 'STAGE until DETAINED'],
    ['detained', DETAINED, 'DETAINED'],
    ['detained tomorrow', { ...DETAINED, detainedOn: day('2026-11-23') }, 'STAGE until DETAINED'],
    ['detained, gray market', gray(DETAINED), 'DETAINED'],
    ['seized', SEIZED, 'SEIZED'],
    ['forfeited', FORFEITED, 'FORFEITED'],
    ['abandoned', ABANDONED, 'CONDITION'],
    ['abandoned after seizure', SEIZED_THEN_ABANDONED, 'ABANDONED'],
    ['released after detention: as already given', RELEASED, 'RELEASED'],
    ['excluded after detention: as already given', EXCLUDED, 'EXCLUDED'],
    ['released without detention: nothing', RELEASED_AT_ONCE, 'CONDITION'],
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
    ['released', RELEASED, 'CONDITION'],
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
    ['let go, released before', released(RELEASED, '2026-11-08'), 'RELEASED'],
    ['let go, released after', released(RELEASED, '2026-11-10'), 'CONDITION'],
    ['abandoned', released(ABANDONED), 'CONDITION'],
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
      released({ ...DETAINED, detentionNoticeOn: day('2026-11-11') }),
      'DETAINED',
    ],
    ['window closed, not released', DETAINED, 'CONDITION until RELEASED_BY_CBP'],
    ['window closed, released', released(DETAINED), 'DETAINED'],
    [
      'seized, window open, released',
      released({ ...SEIZED, detentionNoticeOn: day('2026-11-20') }),
      'SEIZED',
    ],
    ['seized, not released', SEIZED, 'CONDITION until RELEASED_BY_CBP'],
    ['gray market', gray(released(SEIZED)), 'CONDITION'],
    ['let go', RELEASED, 'CONDITION'],
    ['abandoned', released(ABANDONED), 'CONDITION'],
    ['held', released(HELD), 'NOT_AUTHORIZED'],
  ] as const)('%s', (_case, seizure, expected) => {
    expect(told(unredactedImages.decide(lumen, seizure, TODAY))).toBe(expected);
  });
  test.each([
    ['2026-11-17', 'STAGE until 2026-11-18'], // last business day of the importer's seven
    ['2026-11-18', 'DETAINED'],
  ])('on %s: %s', (on, expected) => {
    expect(told(unredactedImages.decide(lumen, released(DETAINED), day(on)))).toBe(expected);
  });
});

describe('19 USC 1628a(d), 19 CFR 133.47: a hold is for all but CBP', () => {
  test.each([fda, cascade])('$audience', (viewer) => {
    for (const rule of [
      limitedImportationInformation,
      comprehensiveInformation,
      redactedImages,
      unredactedImages,
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
    ownerId: lumen.subject ?? '',
    effectiveOn: day('2016-01-01'),
    expiresOn: day('2026-01-01'),
    delistedOn: null,
  };
  test.each([
    ['its owner', lumen, '2026-01-01', 'RECORDATION'],
    ['its owner, last day of grace', lumen, '2026-04-01', 'RECORDATION'],
    ['its owner, expired', lumen, '2026-04-02', 'CONDITION'],
    ['another owner', meridian, '2026-01-01', 'RELATION'],
  ] as const)('%s', (_case, viewer, on, expected) => {
    expect(told(recordationSeizures.decide(viewer, recordation, day(on)))).toBe(expected);
  });
});
