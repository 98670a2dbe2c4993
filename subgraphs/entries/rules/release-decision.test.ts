import { describe, expect, test } from 'vitest';
import { mayAsk, mayRefuse, mayRelease } from './release-decision.ts';
import { certificationOf, mayFollow, SAMPLE_STATUSES, statusAfter } from './sample-lifecycle.ts';

const day = Temporal.PlainDate.from;
const ON = day('2026-11-22');

const PRESENTED = {
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
  forfeitedOn: null,
  abandonedOn: null,
  excludedOn: null,
  releasedOn: null,
  imagesRequestedOn: null,
  commissionerBeliefOn: null,
  abandonedGoodsTold: false,
} as const;
const DETAINED = { ...PRESENTED, detainedOn: day('2026-11-04'), detentionNoticeOn: day('2026-11-05') };
const WINDOW_OPEN = { ...DETAINED, detentionNoticeOn: day('2026-11-20') };
const ANSWERED = {
  ...DETAINED,
  importerResponse: 'SUFFICIENT',
  importerRespondedOn: day('2026-11-10'),
} as const;
const SEIZED = { ...WINDOW_OPEN, seizedOn: day('2026-11-21') };
const UNWARNED = { ...DETAINED, containsDisclosureWarnings: false };
const ASKED = { ...SEIZED, imagesRequestedOn: ON };
const ABANDONED = { ...DETAINED, abandonedOn: day('2026-11-12') };
const TOLD = { ...ABANDONED, abandonedGoodsTold: true, commissionerBeliefOn: ON };

const says = (allowed: { paragraph: string } | { refused: string }) =>
  'paragraph' in allowed ? allowed.paragraph : 'refused';

describe('what CBP may release, and under which paragraph', () => {
  test.each([
    ['presented', PRESENTED, 'LIMITED_INFORMATION', false, '19 CFR 133.21(b)(4)'],
    ['detained', DETAINED, 'LIMITED_INFORMATION', false, 'refused'], // given without it
    ['presented', PRESENTED, 'REDACTED_IMAGES', false, '19 CFR 133.21(b)(5)'],
    ['presented', PRESENTED, 'IMAGES', false, 'refused'],
    ['the importer may still answer', WINDOW_OPEN, 'IMAGES', false, 'refused'],
    ['it answered sufficiently', ANSWERED, 'IMAGES', false, 'refused'],
    ['it did not answer', DETAINED, 'IMAGES', false, '19 CFR 133.21(b)(3)'],
    ['its notice carried no warnings', UNWARNED, 'IMAGES', false, 'refused'],
    ['its notice carried no warnings', UNWARNED, 'SAMPLE', true, 'refused'],
    ['its notice carried no warnings', UNWARNED, 'REDACTED_SAMPLE', true, '19 CFR 133.21(b)(5)'],
    [
      'no warnings, gray market',
      { ...UNWARNED, basis: 'GRAY_MARKET' },
      'SAMPLE',
      true,
      '19 CFR 133.25, 113.70(a)',
    ],
    ['no warnings, seized', { ...UNWARNED, seizedOn: ON }, 'SAMPLE', true, '19 CFR 133.21(f)'],
    ['seized, not asked for', SEIZED, 'IMAGES', false, 'refused'],
    ['seized, asked for', ASKED, 'IMAGES', false, '19 CFR 133.21(f)'],
    ['detained, asked for under bond', DETAINED, 'REDACTED_SAMPLE', true, '19 CFR 133.21(b)(5)'],
    ['detained, not asked for', DETAINED, 'REDACTED_SAMPLE', false, 'refused'],
    ['detained, asked for under bond', DETAINED, 'SAMPLE', true, '19 CFR 133.21(c)'],
    ['seized, asked for under bond', SEIZED, 'SAMPLE', true, '19 CFR 133.21(f)'],
    ['seized, asked for under bond', SEIZED, 'REDACTED_SAMPLE', true, 'refused'],
    ['abandoned, policy off', ABANDONED, 'REDACTED_IMAGES', false, 'refused'],
    ['abandoned, policy on, belief recorded', TOLD, 'REDACTED_IMAGES', false, '19 CFR 133.21(b)(5)'],
    ['let go', { ...DETAINED, releasedOn: ON }, 'REDACTED_IMAGES', false, 'refused'],
    ['gray market', { ...PRESENTED, basis: 'GRAY_MARKET' }, 'SAMPLE', true, '19 CFR 133.25, 113.70(a)'],
    ['gray market, seized', { ...SEIZED, basis: 'GRAY_MARKET' }, 'SAMPLE', true, 'refused'],
  ] as const)('%s: %o %s', (_case, seizure, item, hasOpenSample, expected) => {
    expect(says(mayRelease(seizure, item, { hasOpenSample, on: ON }))).toBe(expected);
  });

  test.each([
    ['a release taken back', PRESENTED, 'REDACTED_IMAGES', '19 CFR 133.21(b)(5)'],
    ['also where nothing may be released', WINDOW_OPEN, 'IMAGES', '19 CFR 133.21(b)(3)'],
    ['not what the law gives', DETAINED, 'LIMITED_INFORMATION', 'refused'],
    ['not a sample that nobody asked for', DETAINED, 'SAMPLE', 'refused'],
  ] as const)('refused: %s', (_case, seizure, item, expected) => {
    expect(says(mayRefuse(seizure, item, { hasOpenSample: false, on: ON }))).toBe(expected);
  });

  test('19 CFR 133.21(b)(2)(ii): what the importer answered is not told by what may be asked for', () => {
    expect(mayAsk(ANSWERED, 'SAMPLE', ON)).toEqual(mayAsk(DETAINED, 'SAMPLE', ON));
    expect(
      mayAsk({ ...WINDOW_OPEN, importerResponse: 'SUFFICIENT', importerRespondedOn: ON }, 'SAMPLE', ON),
    ).toEqual(mayAsk(WINDOW_OPEN, 'SAMPLE', ON));
    expect(says(mayAsk(WINDOW_OPEN, 'SAMPLE', ON))).toBe('refused');
    expect(mayAsk(UNWARNED, 'SAMPLE', ON)).toEqual(mayAsk(DETAINED, 'SAMPLE', ON));
  });
});

describe('19 CFR 133.21(b)(5), (c), (f): the life of a sample', () => {
  test('what may follow what', () => {
    const follows = SAMPLE_STATUSES.flatMap((from) =>
      SAMPLE_STATUSES.filter((to) => mayFollow(from, to)).map((to) => `${from} ${to}`),
    );
    expect(follows).toEqual([
      'REQUESTED RELEASED',
      'REQUESTED REFUSED',
      'RELEASED DEMANDED',
      'RELEASED RETURNED',
      'RELEASED CERTIFIED_DAMAGED_DESTROYED_LOST',
      'DEMANDED RETURNED',
      'DEMANDED CERTIFIED_DAMAGED_DESTROYED_LOST',
    ]);
  });

  test.each([
    ['CERTIFY_DAMAGED', 'damaged'],
    ['CERTIFY_DESTROYED', 'destroyed'],
    ['CERTIFY_LOST', 'lost'],
  ] as const)('%s', (step, became) => {
    expect(statusAfter(step)).toBe('CERTIFIED_DAMAGED_DESTROYED_LOST');
    expect(certificationOf(step, 'one drill', '19 CFR 133.21(c)')).toBe(
      `The sample described as one drill and provided pursuant to 19 CFR 133.21(c) was ${became} during examination, testing, or other use.`,
    );
  });
});
