import { describe, expect, test } from 'vitest';
import { legalTexts, type RightsBasis } from '../parameters.ts';
import { governedSql } from './governed-sql.ts';
import { OWNER_ITEMS, type OwnerItem, provision, ruleSetOf } from './rights-holder-matrix.ts';
import { PHASES } from './rights-holder-phase.ts';

const day = Temporal.PlainDate.from;
const AFTER = day('2026-11-04');
const BEFORE = day('2024-08-22');
const NOBODY = { isEligiblePerson: false, isInjuredPerson: false };

/** Presented, window open, window closed, seized, forfeited, abandoned, let go. */
type Cells = readonly [OwnerItem, string][];
const MARK: Cells = [
  ['LIMITED_INFORMATION', 'MAY MUST MUST MUST MUST COND GIVEN'],
  ['PARTIES', 'NO NO NO MUST MUST COND NO'],
  ['REDACTED_IMAGES', 'MAY MAY MAY MAY MAY COND NO'],
  ['IMAGES', 'NO NO MAY MAY MAY COND NO'],
  ['REDACTED_SAMPLE', 'MAY MAY MAY NO NO COND NO'],
  ['SAMPLE', 'NO NO MAY MAY MAY COND NO'],
];
const NEVER = 'NO NO NO NO NO NO NO';

const TEXTS: readonly [string, Parameters<typeof provision>[0], Cells][] = [
  ['19 CFR 133.21', { basis: 'TRADEMARK', eventOn: AFTER, ...NOBODY }, MARK],
  ['19 CFR 133.21, events before 2024-08-23', { basis: 'TRADEMARK', eventOn: BEFORE, ...NOBODY }, MARK],
  ['19 CFR 133.42 (89 FR 52364)', { basis: 'COPYRIGHT', eventOn: AFTER, ...NOBODY }, MARK],
  [
    '19 CFR 133.42 (89 FR 52364), first day',
    { basis: 'COPYRIGHT', eventOn: day('2024-08-23'), ...NOBODY },
    MARK,
  ],
  [
    '19 CFR 133.42-133.44, events before 2024-08-23',
    { basis: 'COPYRIGHT', eventOn: BEFORE, ...NOBODY },
    [
      ['LIMITED_INFORMATION', 'NO NO NO MUST MUST COND NO'],
      ['PARTIES', 'NO NO NO MUST MUST COND NO'],
      ['REDACTED_IMAGES', NEVER],
      ['IMAGES', NEVER],
      ['REDACTED_SAMPLE', NEVER],
      ['SAMPLE', NEVER],
    ],
  ],
  [
    '19 CFR 133.25, gray market',
    { basis: 'GRAY_MARKET', eventOn: AFTER, ...NOBODY },
    [
      ['LIMITED_INFORMATION', 'MAY MUST MUST MUST MUST COND GIVEN'],
      ['PARTIES', NEVER],
      ['REDACTED_IMAGES', NEVER],
      ['IMAGES', NEVER],
      ['REDACTED_SAMPLE', 'MAY MAY MAY NO NO NO NO'],
      ['SAMPLE', 'MAY MAY MAY NO NO NO NO'],
    ],
  ],
  [
    '19 CFR 133.47, eligible person',
    { basis: 'DMCA', eventOn: AFTER, isEligiblePerson: true, isInjuredPerson: false },
    [
      ['LIMITED_INFORMATION', 'MAY MAY MAY NO NO NO GIVEN'],
      ['PARTIES', NEVER],
      ['REDACTED_IMAGES', NEVER],
      ['IMAGES', 'NO NO MAY NO NO NO NO'],
      ['REDACTED_SAMPLE', NEVER],
      ['SAMPLE', NEVER],
    ],
  ],
  [
    '19 CFR 133.47, injured person',
    { basis: 'DMCA', eventOn: AFTER, isEligiblePerson: false, isInjuredPerson: true },
    [
      ['LIMITED_INFORMATION', 'NO NO NO MUST MUST NO NO'],
      ['PARTIES', 'NO NO NO MUST MUST NO NO'],
      ['REDACTED_IMAGES', NEVER],
      ['IMAGES', NEVER],
      ['REDACTED_SAMPLE', NEVER],
      ['SAMPLE', NEVER],
    ],
  ],
  [
    '19 CFR 133.47, both',
    { basis: 'DMCA', eventOn: AFTER, isEligiblePerson: true, isInjuredPerson: true },
    [
      ['LIMITED_INFORMATION', 'MAY MAY MAY MUST MUST NO GIVEN'],
      ['PARTIES', 'NO NO NO MUST MUST NO NO'],
      ['IMAGES', 'NO NO MAY NO NO NO NO'],
    ],
  ],
  [
    '19 CFR 133.47, neither',
    { basis: 'DMCA', eventOn: AFTER, ...NOBODY },
    OWNER_ITEMS.map((item) => [item, NEVER]),
  ],
  [
    '19 CFR 133.47, events before 2024-08-23',
    { basis: 'DMCA', eventOn: BEFORE, isEligiblePerson: true, isInjuredPerson: true },
    OWNER_ITEMS.map((item) => [item, NEVER]),
  ],
  ['no right', { basis: null, eventOn: AFTER, ...NOBODY }, OWNER_ITEMS.map((item) => [item, NEVER])],
];

describe.each(TEXTS)('%s', (_text, facts, cells) => {
  test.each(cells)('%s: %s', (item, expected) => {
    expect(PHASES.map((phase) => provision(facts, item, phase).cell).join(' ')).toBe(expected);
  });
});

describe('the paragraph that a cell stands in', () => {
  test.each([
    ['LIMITED_INFORMATION', 'PRESENTED', '19 CFR 133.21(b)(4)'],
    ['LIMITED_INFORMATION', 'SEIZED', '19 CFR 133.21(e)'],
    ['REDACTED_IMAGES', 'WINDOW_OPEN', '19 CFR 133.21(b)(5)'],
    ['IMAGES', 'WINDOW_CLOSED', '19 CFR 133.21(b)(3)'],
    ['IMAGES', 'FORFEITED', '19 CFR 133.21(f)'],
    ['SAMPLE', 'WINDOW_CLOSED', '19 CFR 133.21(c)'],
    ['SAMPLE', 'SEIZED', '19 CFR 133.21(f)'],
  ] as const)('%s, %s: %s', (item, phase, paragraph) => {
    expect(provision({ basis: 'TRADEMARK', eventOn: AFTER, ...NOBODY }, item, phase).paragraph).toBe(
      paragraph,
    );
  });
});

describe('89 FR 52364: the text of the day of the event', () => {
  test.each([
    ['COPYRIGHT', '2024-08-22', 'COPYRIGHT_BEFORE_2024'],
    ['COPYRIGHT', '2024-08-23', 'COPYRIGHT'],
    ['DMCA', '2024-08-22', null],
    ['DMCA', '2024-08-23', 'CIRCUMVENTION'],
    ['TRADEMARK', '1999-01-01', 'TRADEMARK'],
    ['GRAY_MARKET', '2026-01-01', 'RESTRICTED_GOODS'],
  ] as const)('%s on %s: %s', (basis, on, expected) => {
    expect(ruleSetOf(basis, day(on))).toBe(expected);
  });

  test('texts of one basis stand in the order of their days', () => {
    const bases = new Set<RightsBasis>(legalTexts.value.map(({ basis }) => basis));
    for (const basis of bases) {
      const days = legalTexts.value.filter((text) => text.basis === basis).map(({ from }) => from ?? '');
      expect(days).toEqual([...days].sort());
    }
  });

  test('the rows ask for the same', () => {
    expect(governedSql('LIMITED_INFORMATION', 'WINDOW_OPEN', 'MUST').replaceAll(/\s+/g, ' ')).toBe(
      "((seizure_line.basis = 'TRADEMARK' and seizure_line.event_on < '2024-08-23')" +
        " or (seizure_line.basis = 'TRADEMARK' and seizure_line.event_on >= '2024-08-23')" +
        " or (seizure_line.basis = 'GRAY_MARKET')" +
        " or (seizure_line.basis = 'COPYRIGHT' and seizure_line.event_on >= '2024-08-23'))",
    );
    expect(governedSql('PARTIES', 'PRESENTED', 'MUST')).toBe('false');
  });
});
