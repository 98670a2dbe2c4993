import { describe, expect, test } from 'vitest';
import { type DisclosedOwner, type DisclosedResidence, residencyFacts } from './residency-facts.ts';

const ON = Temporal.PlainDate.from('2026-11-02');
const owner = (over: Partial<DisclosedOwner>): DisclosedOwner => ({
  country: 'US',
  controlling: true,
  from: '2020-01-01',
  until: null,
  ...over,
});
const disclosed = (over: Partial<DisclosedResidence>): DisclosedResidence => ({
  kind: 'LLC',
  organizedIn: 'DE',
  country: 'US',
  isPostBox: false,
  owners: [owner({})],
  assets: [{ country: 'US', valueCents: 1, from: '2020-01-01', until: null }],
  ...over,
});

describe('what our data say of EO 14411 § 10(a)', () => {
  test.each([
    ['all that is asked', {}, 'T', 'T', 'T'],
    ['organized in a State by its name', { organizedIn: 'New Mexico' }, 'T', 'T', 'T'],
    ['organized abroad', { organizedIn: 'Qumar' }, 'F', 'T', 'T'],
    ['where organized not stated', { organizedIn: null }, 'U', 'T', 'T'],
    ['address abroad', { country: 'QM' }, 'T', 'F', 'T'],
    ['address not known', { country: 'ZZ' }, 'T', 'U', 'T'],
    ['a post office box', { isPostBox: true }, 'T', 'U', 'T'],
    ['no asset disclosed', { assets: [] }, 'T', 'U', 'T'],
    ['no owner disclosed', { owners: [] }, 'T', 'T', 'U'],
    ['an owner of unknown country', { owners: [owner({ country: null })] }, 'T', 'T', 'U'],
    [
      'a foreign owner without control',
      { owners: [owner({}), owner({ country: 'QM', controlling: false })] },
      'T',
      'T',
      'T',
    ],
    [
      'one day under foreign control, a year ago',
      { owners: [owner({}), owner({ country: 'QM', from: '2025-11-02', until: '2025-11-02' })] },
      'T',
      'T',
      'F',
    ],
    [
      'a day before the review period',
      { owners: [owner({}), owner({ country: 'QM', from: '2025-11-01', until: '2025-11-01' })] },
      'T',
      'T',
      'T',
    ],
    [
      'a gap of one day',
      { owners: [owner({ until: '2026-03-01' }), owner({ from: '2026-03-03' })] },
      'T',
      'T',
      'U',
    ],
    ['no gap', { owners: [owner({ until: '2026-03-01' }), owner({ from: '2026-03-02' })] }, 'T', 'T', 'T'],
    ['an owner since nobody says when', { owners: [owner({ from: null })] }, 'T', 'T', 'U'],
  ] as const)('%s', (_case, over, organized, located, control) => {
    expect(residencyFacts(disclosed(over), ON)).toEqual({
      kind: 'ENTITY',
      organized,
      located,
      control,
      realProperty: 'F',
    });
  });

  test('an individual is asked for citizenship alone', () => {
    const individual = disclosed({ kind: 'INDIVIDUAL', country: 'QM', owners: [owner({ country: 'QM' })] });
    expect(residencyFacts(individual, ON)).toEqual({ kind: 'NATURAL_PERSON', citizenOrResident: 'F' });
  });
});
