import { describe, expect, test } from 'vitest';
import type { ExclusionRow } from '../tables.ts';
import { toldCandidates } from './told-candidates.ts';

const entry = (id: string, samNumber: string | null, name = id) => ({
  exclusion: {
    id,
    samNumber,
    classification: 'FIRM',
    name,
    uei: null,
    city: null,
    postalCode: null,
    country: 'US',
  } as unknown as ExclusionRow,
});
const ids = (candidates: readonly ReturnType<typeof entry>[]) =>
  candidates.map(({ exclusion }) => String(exclusion.id));

describe('of more candidates than are told', () => {
  const many = Array.from({ length: 5 }, (_, nth) => entry(`many-${nth}`, 'S4INV0001'));
  const one = entry('one', 'S4INV0002');
  const unnumbered = ['7', '8'].map((id) => entry(id, null, 'Same Name Inc'));

  test('each person has its strongest entry, in the order they came', () => {
    expect(ids(toldCandidates([...many, one, ...unnumbered], 4))).toEqual(['many-0', 'many-1', 'one', '7']);
  });

  test('of persons more than are told the strongest', () => {
    expect(ids(toldCandidates([one, ...many, ...unnumbered], 2))).toEqual(['one', 'many-0']);
  });

  test('no more than are told stay as they are', () => {
    expect(ids(toldCandidates(many, 5))).toEqual(ids(many));
  });
});
