import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  einRoot,
  importerNumberKind,
  isSocialSecurityNumber,
  readImporterNumber,
} from './importer-number.ts';
import { isMalformed } from './malformed.ts';

const number = (text: string) => {
  const read = readImporterNumber(text);
  if (isMalformed(read)) throw new Error(read.expected);
  return read;
};

describe('domain §2.1, 19 CFR 24.5(d): importer of record numbers', () => {
  test.each([
    ['12-345678901', '12-345678901', 'IRS', '123456789'],
    ['12-3456789AB', '12-3456789AB', 'IRS', '123456789'],
    ['12-3456789ab', '12-3456789AB', 'IRS', '123456789'],
    ['12-3456789Y0', '12-3456789Y0', 'IRS', '123456789'],
    ['12-3456789', '12-345678900', 'IRS', '123456789'], // no suffix
    ['12-3456789  ', '12-345678900', 'IRS', '123456789'], // blank suffix, in the 12-character field
    ['000-12-3456', '000-12-3456', 'SSN', null],
    ['000-12-3456 ', '000-12-3456', 'SSN', null],
    ['262704-12345', '262704-12345', 'CBP_ASSIGNED', null],
  ])('%o reads as %s, %s', (text, canonical, kind, root) => {
    const read = number(text);
    expect(read).toBe(canonical);
    expect(importerNumberKind(read)).toBe(kind);
    expect(isSocialSecurityNumber(read)).toBe(kind === 'SSN');
    expect(einRoot(read)).toBe(root);
  });

  test.each([
    '12-3456789OA', // O, Z and I are in no suffix
    '12-3456789A0Z',
    '12-3456789ZA',
    '12-3456789IA',
    '12-3456789oi',
    '12-3456789A', // half a suffix
    '12-345678',
    '123456789', // without hyphens the forms cannot be told apart
    '000123456',
    '000-123456',
    '26270-412345',
    '262704-1234',
    '12-3456789\n00',
  ])('%o is malformed, and not quoted', (text) => {
    expect(readImporterNumber(text)).toEqual({
      malformed: true,
      expected: 'NN-NNNNNNNXX (X not O, Z or I), NNN-NN-NNNN or NNNNNN-NNNNN',
      got: `${text.length} characters`,
    });
  });

  test('two suffixes of one root are two numbers of one entity', () => {
    expect(number('12-345678900')).not.toBe(number('12-345678901'));
    expect(einRoot(number('12-345678900'))).toBe(einRoot(number('12-345678901')));
  });

  test('what was read reads as itself', () => {
    const written = fc.oneof(
      fc.stringMatching(/^\d{2}-\d{7}([0-9A-HJ-NP-Ya-hj-np-y]{2})?$/),
      fc.stringMatching(/^\d{3}-\d{2}-\d{4}$/),
      fc.stringMatching(/^\d{6}-\d{5}$/),
    );
    fc.assert(
      fc.property(written, (text) => {
        const read = number(text);
        expect(readImporterNumber(read)).toBe(read);
      }),
    );
  });

  test('nothing of a malformed number is in the answer', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), (text) => {
        const read = readImporterNumber(text);
        fc.pre(isMalformed(read));
        expect(isMalformed(read) && read.got).toBe(`${text.length} characters`);
      }),
    );
  });
});
