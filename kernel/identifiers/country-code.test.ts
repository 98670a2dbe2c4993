import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { expect, test } from 'vitest';
import { readCountryCode } from './country-code.ts';

test.each(['US', 'jp', 'AA', 'QM', 'QZ', 'XA', 'XK', 'XZ', 'ZZ'])('%s is a country of a post', (code) => {
  expect(readCountryCode(code)).toBe(code.toUpperCase());
});

test.each(['', 'A', 'AB', 'EU', 'UK', 'QL', 'ZY', 'USA'])('"%s" is not', (code) => {
  expect(isMalformed(readCountryCode(code))).toBe(true);
});
