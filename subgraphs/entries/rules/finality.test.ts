import { describe, expect, test } from 'vitest';
import { type Appealed, finalityOf } from './finality.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const FINAL: Appealed = {
  finalOn: day('2026-05-01'),
  status: 'FINAL',
  appealedOn: null,
  appealOutcome: null,
};
const appealed = (appealOutcome: Appealed['appealOutcome'], status = 'FINAL'): Appealed => ({
  ...FINAL,
  status,
  appealedOn: day('2026-05-10'),
  appealOutcome,
});

describe('EO 14411 § 2(d): found by CBP', () => {
  test.each([
    ['final', FINAL, 'FINAL'],
    ['not final', { ...FINAL, finalOn: null, status: 'PENDING' }, 'PENDING'],
    ['final by its day, pending by its word', { ...FINAL, status: 'PENDING' }, 'PENDING'],
    ['an allegation', { ...FINAL, status: 'ALLEGED' }, 'PENDING'],
    ['interim measures', { ...FINAL, status: 'INTERIM' }, 'PENDING'],
    ['appealed, as the word has it', { ...FINAL, status: 'APPEALED' }, 'UNDER_APPEAL'],
    ['appealed, not decided', appealed(null), 'UNDER_APPEAL'],
    ['upheld', appealed('UPHELD'), 'FINAL'],
    ['upheld, though the word was left', appealed('UPHELD', 'APPEALED'), 'FINAL'],
    ['modified: it stands as it now says', appealed('MODIFIED'), 'FINAL'],
    ['the appeal withdrawn', appealed('WITHDRAWN'), 'FINAL'],
    ['overturned', appealed('OVERTURNED'), 'DID_NOT_STAND'],
    ['overturned before it was final', { ...appealed('OVERTURNED'), finalOn: null }, 'DID_NOT_STAND'],
    ['the finding withdrawn', { ...FINAL, status: 'WITHDRAWN' }, 'DID_NOT_STAND'],
  ] as const)('%s', (_case, finding, finality) => {
    expect(finalityOf(finding)).toBe(finality);
  });
});
