import { describe, expect, test } from 'vitest';
import { isMalformed } from './malformed.ts';
import { midParts, readMid } from './mid.ts';

describe('domain §2.8, 19 CFR part 102 appendix: manufacturer identification codes', () => {
  test.each([
    ['TWNICSAN435TAI', 'TW', null, 'NICSAN', '435', 'TAI'], // the example of the directive
    ['twnicsan435tai', 'TW', null, 'NICSAN', '435', 'TAI'],
    ['XOMAPLEA1200TOR', 'CA', 'XO', 'MAPLEA', '1200', 'TOR'], // Ontario
    ['XQBOI12MON', 'CA', 'XQ', 'BOI', '12', 'MON'],
    ['CNSHAGAR5SHE', 'CN', null, 'SHAGAR', '5', 'SHE'],
    ['SEBERSTO', 'SE', null, 'BER', null, 'STO'], // one-word name, no street number
    ['SEBERGSTSTO', 'SE', null, 'BERGST', null, 'STO'], // the same in six letters
    ['HK3MFAC77HON', 'HK', null, '3MFAC', '77', 'HON'], // a name with a digit
    ['CNSTU54120SHE', 'CN', null, 'STU5', '4120', 'SHE'], // a name that ends in digits
    ['VNABCDEF99HU', 'VN', null, 'ABCDEF', '99', 'HU'], // a city of two letters
  ])('%s', (text, country, province, name, streetNumber, city) => {
    const mid = readMid(text);
    if (isMalformed(mid)) throw new Error(mid.expected);
    expect(mid).toBe(text.toUpperCase());
    expect(midParts(mid)).toEqual({ country, province, name, streetNumber, city });
  });

  test.each([
    ['XA', 'Alberta'],
    ['XB', 'New Brunswick'],
    ['XC', 'British Columbia'],
    ['XM', 'Manitoba'],
    ['XN', 'Nova Scotia'],
    ['XO', 'Ontario'],
    ['XP', 'Prince Edward Island'],
    ['XQ', 'Quebec'],
    ['XS', 'Saskatchewan'],
    ['XT', 'Northwest Territories'],
    ['XV', 'Nunavut'],
    ['XW', 'Newfoundland and Labrador'],
    ['XY', 'Yukon'],
  ])('%s, %s, is Canada', (code) => {
    const mid = readMid(`${code}ABCDEF12CIT`);
    expect(isMalformed(mid) || midParts(mid)).toMatchObject({ country: 'CA', province: code });
  });

  test.each([
    'QQNICSAN435TAI', // no such country
    'XDABCDEF12CIT', // no such province
    'TWNICSANX435TAI', // seven letters of name
    'TWNICSAN43567TAI', // five digits of street number
    'TWNICSAN435TAIP', // four letters of city
    'TWNICSAN435', // no city
    'TW435TAI', // no name
    'TWABC',
    'TWNIC-SAN435TAI',
  ])('%o is malformed', (text) => {
    expect(isMalformed(readMid(text))).toBe(true);
  });
});
