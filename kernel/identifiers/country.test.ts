import { describe, expect, test } from 'vitest';
import { countryFromAlpha3, readCountry } from './country.ts';
import { ALPHA_2, ALPHA_2_BY_ALPHA_3, ALPHA_3_BY_ALPHA_2 } from './iso-3166.ts';
import { isMalformed } from './malformed.ts';

describe('ISO 3166-1: countries', () => {
  test('249 are assigned, each code once', () => {
    expect([ALPHA_2.size, ALPHA_2_BY_ALPHA_3.size, ALPHA_3_BY_ALPHA_2.size]).toEqual([249, 249, 249]);
    expect([...ALPHA_2].every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
    expect([...ALPHA_2_BY_ALPHA_3.keys()].every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  test('every alpha-2 code has a name in the Unicode tables', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    expect([...ALPHA_2].filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  test.each([
    ['US', 'US'],
    [' cn ', 'CN'],
    ['gb', 'GB'],
  ])('%o is %s', (text, country) => {
    expect(readCountry(text)).toBe(country);
  });

  test.each(['UK', 'EU', 'XK', 'ZZ', 'USA', 'U', 'ß', 'ﬁ', 'ſt', ''])('%o is malformed', (text) => {
    expect(isMalformed(readCountry(text))).toBe(true);
  });

  test.each([
    ['USA', 'US'],
    ['CHE', 'CH'],
    ['deu', 'DE'],
    ['KOR', 'KR'],
    ['PRK', 'KP'],
    ['XUN', null], // unknown, as SAM writes it
    ['XKS', null], // Kosovo, no code of the standard
    ['US', null],
    ['', null],
  ])('alpha-3 %o is %s', (text, country) => {
    expect(countryFromAlpha3(text)).toBe(country);
  });
});
