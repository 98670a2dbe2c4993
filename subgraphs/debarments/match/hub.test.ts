import { describe, expect, test } from 'vitest';
import { buildIndex } from '../index/listed-index.ts';
import type { ListedParty } from '../index/listed-party.ts';
import { REVIEW_FROM, WITHOUT_NAME } from './evidence-weights.ts';
import { finder } from './finder.ts';

const NAMES = ['ACORN', 'BIRCH', 'CLOVER', 'DAMSON', 'ELDER', 'FENNEL'];
const ADDRESS = {
  lines: ['866 South Example Hwy'],
  city: 'Testerton',
  region: 'NJ',
  postalCode: '07001',
  country: 'US',
};
const nobody = {
  kind: 'ORGANIZATION' as const,
  names: ['Zinnia Works LLC'],
  addresses: [ADDRESS],
  identifiers: [],
  phones: [],
  emails: [],
};
const firm = (name: string, action?: string): ListedParty => ({
  ...nobody,
  key: name,
  names: [`${name} LLC`],
  ...(action === undefined ? {} : { action }),
});
const scores = (parties: readonly ListedParty[]) =>
  finder(buildIndex(parties).index)
    .find(nobody, 10)
    .map(({ score }) => score);

describe('an address that many unlike names have', () => {
  test.each([
    ['listed by nobody knows whom', (_nth: number) => undefined],
    ['each by an action of its own', (nth: number) => `2026-01-0${nth + 1} HUD`],
  ])('is an office for hire, and alone says nothing: %s', (_case, action) => {
    expect(NAMES).toHaveLength(WITHOUT_NAME.hubFrom);
    expect(scores(NAMES.map((name, nth) => firm(name, action(nth))))).toEqual([]);
  });

  test('is a ring’s where one action listed them', () => {
    const found = scores(NAMES.map((name) => firm(name, '2026-01-01 HUD')));
    expect(found).toHaveLength(NAMES.length);
    for (const score of found) expect(score).toBeGreaterThanOrEqual(REVIEW_FROM);
  });

  test('one name fewer, and it is an address', () => {
    expect(scores(NAMES.slice(1).map((name) => firm(name)))).toHaveLength(NAMES.length - 1);
  });
});
