import { describe, expect, test } from 'vitest';
import type { PartyInput } from '../schema.generated.ts';
import { readParty } from './party.ts';

test('a party is read once, and keeps what the caller wrote', () => {
  const party = readParty({
    name: 'Invented Goods, Inc.',
    otherNames: ['INVENTED GOODS LLC', 'Other Goods'],
    kind: 'ORGANIZATION',
    address: { lines: ['9 Example Boulevard'], city: 'Testerton', postalCode: '07001-1234', country: 'usa' },
    identifiers: [{ scheme: 'UEI', value: 'nvntdgds1234' }],
  });
  expect(party).toEqual({
    names: [
      { text: 'Invented Goods, Inc.', key: 'GOODS INVENTED' },
      { text: 'Other Goods', key: 'GOODS OTHER' },
    ],
    identifiers: [{ scheme: 'UEI', text: 'nvntdgds1234', key: 'NVNTDGDS1234' }],
    kind: 'ORGANIZATION',
    postalCode: { text: '07001-1234', key: '07001' },
    streets: [{ text: '9 Example Boulevard', key: '9 EXAMPLE BLVD' }],
    city: { text: 'Testerton', key: 'TESTERTON' },
    country: 'US',
    facts: {
      kind: 'ORGANIZATION',
      names: ['Invented Goods, Inc.', 'Other Goods'],
      addresses: [
        {
          lines: ['9 Example Boulevard'],
          city: 'Testerton',
          region: null,
          postalCode: '07001-1234',
          country: 'US',
        },
      ],
      identifiers: [{ scheme: 'UEI', value: 'NVNTDGDS1234' }],
      phones: [],
      emails: [],
    },
    consent: null,
  });
});

describe('what cannot be read is said, and never quoted where it may be personal', () => {
  const name = 'Invented Goods';
  test.each<[PartyInput, string]>([
    [{ name: '' }, 'name: expected a name of 1 to 200 characters with a letter or digit, got nothing'],
    [{ name: '--' }, 'name: expected a name of 1 to 200 characters with a letter or digit, got 2 characters'],
    [{ name: 'x'.repeat(201) }, 'name: expected at most 200 characters, got 201 characters'],
    [{ name, otherNames: Array(21).fill('A') }, 'otherNames: expected at most 20, got 21'],
    [
      { name, country: 'USSR' },
      'country: expected an ISO 3166-1 alpha-2 or alpha-3 country code, got "USSR"',
    ],
    [
      { name, identifiers: [{ scheme: 'UEI', value: '000-12-3456' }] },
      'identifiers.UEI: expected 12 letters and digits without O or I, not starting with 0, got 11 characters',
    ],
    [
      { name, identifiers: [{ scheme: 'NPI', value: 'N/A' }] },
      'identifiers.NPI: expected an identifier, got "N/A"',
    ],
    [{ name, reference: 'r'.repeat(201) }, 'reference: expected at most 200 characters, got 201 characters'],
    [{ name, address: { lines: Array(6).fill('A') } }, 'address.lines: expected at most 5, got 6'],
  ])('%j', (input, error) => {
    expect(readParty(input)).toBe(error);
  });
});
