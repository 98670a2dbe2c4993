import { array, assert, constantFrom, nat, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Met, type Particulars, weigh } from './weigh.ts';
import { leadWeights } from './weights.ts';

const strangers: Particulars = {
  excludedNames: ['CASCADE NUTRITION LLC'],
  importerNames: ['Evergreen Vitamins Inc'],
  excludedFrom: Temporal.PlainDate.from('2026-01-10'),
  organizedIn: 2001,
};
const met = (kind: Met['kind'], part: Partial<Met> = {}): Met => ({
  kind,
  value: `${kind} invented`,
  excluded: 'invented',
  importer: 'Invented',
  source: 'LIST',
  sourceRecord: null,
  sharedBy: 2,
  ...part,
});
const HUB = { sharedBy: leadWeights.value.hubFrom };
const soon = { ...strangers, organizedIn: 2026 };
const alike = { ...strangers, importerNames: ['Cascade Nutra Nutrition'] };

describe('one thing in common is no lead, two are', () => {
  test.each([
    ['the same street alone', [met('ADDRESS')], strangers, null],
    ['the same street, formed soon after', [met('ADDRESS')], soon, 0.64],
    ['the same street, part of the name', [met('ADDRESS')], alike, 0.6625],
    ['the same street and telephone', [met('ADDRESS'), met('PHONE')], strangers, 0.7525],
    ['an owner alone', [met('PRINCIPAL')], strangers, null],
    ['an owner and a domain', [met('PRINCIPAL'), met('DOMAIN')], strangers, 0.7],
    ['telephone and domain', [met('PHONE'), met('DOMAIN')], strangers, 0.67],
    ['a name alone', [met('NAME')], strangers, null],
    ['a name, formed soon after', [met('NAME')], soon, null],
    ['nothing but the year', [], soon, null],
    ['the office of an agent', [met('ADDRESS', HUB)], soon, null],
    ['the office of an agent, and its telephone', [met('ADDRESS', HUB), met('PHONE', HUB)], alike, null],
    ['the office of an agent, and an owner', [met('ADDRESS', HUB), met('PRINCIPAL')], strangers, null],
    [
      'the office of an agent, an owner, and a domain',
      [met('ADDRESS', HUB), met('PRINCIPAL'), met('DOMAIN')],
      strangers,
      0.715,
    ],
    ['one street from two records', [met('ADDRESS'), met('ADDRESS', { source: 'NOTICE' })], strangers, null],
  ] as const)('%s', (_case, shared, particulars, score) => {
    expect(weigh(shared, particulars)?.score ?? null).toBe(score);
  });

  test.each([
    [2025, 0],
    [2026, 1],
    [2027, 0],
  ])('organised in %i: within 180 days of 2026-01-10', (organizedIn, times) => {
    const lead = weigh([met('ADDRESS'), met('PHONE')], { ...strangers, organizedIn });
    expect(lead?.evidence.filter(({ kind }) => kind === 'FORMED_AFTER_EXCLUSION')).toHaveLength(times);
  });
});

const anything = record({
  kind: constantFrom('ADDRESS', 'PRINCIPAL', 'PHONE', 'DOMAIN', 'NAME' as const),
  value: constantFrom('a', 'b'),
  excluded: constantFrom('x', 'y'),
  importer: constantFrom('p', 'q'),
  source: constantFrom('LIST', 'LINKED_IMPORTER', 'NOTICE' as const),
  sourceRecord: constantFrom(null, 'imp_1', 'rsn_1'),
  sharedBy: nat(12),
});

test('the order of the facts changes nothing; the score is what the weights say', () => {
  assert(
    property(
      array(anything, { maxLength: 8 }).chain((all) =>
        shuffledSubarray(all, { minLength: all.length }).map((other) => [all, other] as const),
      ),
      ([one, other]) => {
        const lead = weigh(one as Met[], soon);
        expect(weigh(other as Met[], soon)).toEqual(lead);
        if (lead === null) return;
        const left = lead.evidence.reduce((product, { weight }) => product * (1 - weight), 1);
        expect(lead.score).toBeCloseTo(1 - left, 4);
        expect(lead.score).toBeGreaterThanOrEqual(leadWeights.value.leadFrom);
      },
    ),
  );
});

test('the evidence is another when what they share is, not when others come to share it', () => {
  const digest = (...shared: readonly Met[]) => weigh(shared, strangers)?.digest;
  const before = digest(met('ADDRESS'), met('PHONE'));
  expect(digest(met('PHONE'), met('ADDRESS', { sharedBy: 5 }))).toBe(before);
  expect(digest(met('ADDRESS'), met('PHONE', { value: 'another' }))).not.toBe(before);
  expect(digest(met('ADDRESS'), met('PHONE'), met('DOMAIN'))).not.toBe(before);
});
