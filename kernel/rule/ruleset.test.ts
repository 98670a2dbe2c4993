import { describe, expect, test } from 'vitest';
import { STANDING_PARAMETERS } from '../parameter/standing-parameters.ts';
import { effectOn, type Found } from './rule.ts';
import { RULESET, RULESET_VERSION, ruleById } from './ruleset.ts';

const numbered = (family: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, nth) => `${family}-${String(from + nth).padStart(3, '0')}`);

test('every numbered rule is there, once, and keeps its number', () => {
  expect(RULESET.map(({ id }) => id)).toEqual([
    ...numbered('GS', 1, 21),
    'GS-900',
    'EF-000',
    'EF-001',
    'EF-002',
    'EF-002b',
    ...numbered('EF', 3, 8),
    'CI-001',
    'CI-002',
    ...numbered('BS', 1, 5),
    ...numbered('PN', 1, 5),
    ...numbered('CF', 1, 5),
    ...numbered('BR', 1, 5),
    'RN-001',
    'RN-002',
  ]);
});

test('where the text allows two readings, the one that is taken is said', () => {
  const read = RULESET.filter(({ reading }) => reading !== null).map(({ id }) => id);
  expect(read).toEqual(['GS-005', 'EF-001', 'EF-004', 'PN-002', 'PN-004', 'RN-002']);
});

test('only what is law says that it is in force, GS-001 first', () => {
  const standing = RULESET.filter(({ id, legalStatus }) => id.startsWith('GS') && legalStatus === 'IN_FORCE');
  expect(standing.map(({ id }) => id)).toEqual(['GS-001', 'GS-007', 'GS-008']);
});

describe.each(RULESET)(
  '$id',
  ({ id, says, authority, parameters, effectiveOn, owner, notApplied, reading }) => {
    test('is a sentence under an authority, and its parameters exist', () => {
      expect(says).toMatch(/^[A-Z].*\.$/);
      expect(authority.length).toBeGreaterThan(0);
      expect(effectiveOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(owner).not.toBe('');
      for (const text of [notApplied, reading]) expect(text ?? 'Nothing.').toMatch(/^[A-Z].*\.$/);
      expect(parameters.filter((name) => !Object.hasOwn(STANDING_PARAMETERS, name))).toEqual([]);
      expect(ruleById(id)?.says).toBe(says);
    });
  },
);

test('the version names the ruleset and tells nothing else', () => {
  expect(RULESET_VERSION).toMatch(/^GS-[0-9a-f]{12}$/);
  expect(ruleById('GS-999')).toBeNull();
});

test('of what holds on a day the worst is the effect', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const found: readonly Found[] = [
    { about: 'one', effect: 'WATCH', from: day('2026-01-01'), until: null, evidence: [] },
    {
      about: 'two',
      effect: 'FAIL_NOT_GOOD',
      from: day('2026-02-01'),
      until: day('2026-02-10'),
      evidence: [],
    },
  ];
  expect(
    ['2025-12-31', '2026-01-01', '2026-02-10', '2026-02-11'].map((text) => effectOn(found, text)),
  ).toEqual(['PASS', 'WATCH', 'FAIL_NOT_GOOD', 'WATCH']);
});
