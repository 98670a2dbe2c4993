import { type Audience, PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { exclusionLink } from './exclusion-link.ts';

const on = Temporal.PlainDate.from('2026-11-02');
const as = (audience: Audience) => ({ ...PUBLIC_VIEWER, audience });

describe('EXCLUSION_LINK, 5 USC 552a(b): the exclusion is public, its link to an importer is not', () => {
  test.each([
    ['PGA', true, 'JURISDICTION'],
    ['IMPORTER', true, 'SELF'],
    ['BROKER', true, 'OWN_CLIENT'],
  ] as const)('%s in relation: disclosed as %s', (audience, related, relation) => {
    expect(exclusionLink.decide(as(audience), { related }, on)).toEqual({
      outcome: 'DISCLOSE',
      relation,
      stage: null,
    });
  });

  test.each([
    ['PGA', false],
    ['IMPORTER', false],
    ['BROKER', false],
    ['CARRIER', true],
    ['PLATFORM', true],
    ['RIGHTS_HOLDER', true],
    ['PUBLIC', true],
  ] as const)('%s, related %s: withheld', (audience, related) => {
    expect(exclusionLink.decide(as(audience), { related }, on)).toMatchObject({
      outcome: 'WITHHOLD',
      reason: 'RELATION',
    });
  });
});
