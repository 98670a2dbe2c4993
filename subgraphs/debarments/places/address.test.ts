import { describe, expect, test } from 'vitest';
import { addressKeys, readAddress } from './address.ts';
import { domainKey } from './email.ts';
import { phoneKey } from './phone.ts';

const read = (line: string, postalCode: string | null = '60640', city: string | null = 'Chicago') =>
  readAddress({ lines: [line], city, region: 'IL', postalCode, country: 'US' });

describe('one address however it is written', () => {
  test.each([
    ['5345 N. Kenmore Ave', '5345 North Kenmore Avenue'],
    ['221 E 51st St.', '221 EAST 51 STREET'],
    ['100 Main Street, Suite 4', '100 MAIN ST # 4'],
    ['P.O. Box 17', 'PO BOX 17'],
    ['N5860 Pertz Dr.', 'n5860 Pertz Drive'],
    ['1980 1/2 Pepper Pkwy', '1980 Pepper Parkway'],
    ['16835 Deer Creek Dr., No. 201', '16835 Deer Creek Drive #201'],
    ['5821 Southwest Freeway, Suite 500', '5821 SOUTHWEST FREEWAY'],
    ['10455 N. Central Expressway, Ste. 109-324', '10455 North Central Expy'],
  ])('%s, %s', (one, other) => {
    expect(addressKeys(read(one)).length).toBeGreaterThan(0);
    expect(addressKeys(read(one))).toEqual(addressKeys(read(other)));
  });

  test('what is in front of the street, or on a line of its own, is no street', () => {
    const lines = (...own: readonly string[]) =>
      addressKeys(
        readAddress({ lines: own, city: 'Chicago', region: 'IL', postalCode: '60640', country: 'US' }),
      );
    expect(lines('Suite 4', '100 Main St')).toEqual(lines('100 Main Street'));
    expect(lines('Suite 4 100 Main St')).toEqual(lines('100 Main Street'));
    expect(lines('100 Main St', 'Suite 4')).toEqual(lines('100 Main Street'));
  });

  test('streets of common words alone are told apart', () => {
    expect(addressKeys(read('100 South St'))).not.toEqual(addressKeys(read('100 North Ave')));
  });

  test('another house is another address', () => {
    const keys = new Set(addressKeys(read('5345 N Kenmore Ave')));
    expect(addressKeys(read('5347 N Kenmore Ave')).filter((key) => keys.has(key))).toEqual([]);
  });

  test('a ZIP+4 is its ZIP; a city alone will do', () => {
    expect(addressKeys(read('12 Oak St', '60640-1234'))).toEqual(addressKeys(read('12 Oak St', '60640')));
    expect(addressKeys(read('12 Oak St', null))).toHaveLength(1);
  });
});

test.each([
  ['+1 (555) 010-0188 ext. 4', '555.010.0188'],
  ['0049 30 1234567', '+49 30 1234567'],
])('%s and %s are one telephone', (one, other) => {
  expect(phoneKey(one)).not.toBeNull();
  expect(phoneKey(one)).toBe(phoneKey(other));
});

test.each(['123', '0000000000', 'none'])('%s is no telephone', (text) => expect(phoneKey(text)).toBeNull());

test('a domain of one’s own is a key, anybody’s is none', () => {
  expect(domainKey('Sales@Example.org')).toBe(domainKey('info@example.org'));
  expect(domainKey('someone@gmail.com')).toBeNull();
});
