import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryCheckDigit, entryNumberOf, filerCodeOf, readEntryNumber } from './entry-number.ts';
import { readFilerCode } from './filer-code.ts';
import { isMalformed } from './malformed.ts';

const anyFiler = fc.stringMatching(/^[A-Z0-9]{3}$/).filter((code) => code !== '000');
const anyFirstTen = fc.tuple(anyFiler, fc.stringMatching(/^\d{7}$/)).map(([filer, serial]) => filer + serial);

describe('domain §2.3, ACE CATAIR Appendix E: the check digit', () => {
  test.each([
    ['B76-0324527', 8], // the example of the appendix
    ['N01-0324527', 5],
    ['Z99-0000000', 3], // Z is 9
    ['ABC-1234567', 6],
    ['ABC-0000001', 0], // a sum of ten
  ])('%s: %i', (firstTen, check) => {
    expect(entryCheckDigit(firstTen.replace('-', ''))).toBe(check);
    expect(readEntryNumber(`${firstTen}-${check}`)).toBe(`${firstTen}-${check}`);
  });

  test('letters: A to I, J to R and S to Z', () => {
    const asDigit = (letter: string) =>
      [...'0123456789'].filter(
        (digit) => entryCheckDigit(`${letter}110000000`) === entryCheckDigit(`${digit}110000000`),
      );
    expect([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap(asDigit).join('')).toBe('12345678912345678923456789');
  });

  test.each(['', 'B76032452', 'B76-0324527', 'b760324527', 'B7603245278'])('%o has none', (text) => {
    expect(() => entryCheckDigit(text)).toThrow(RangeError);
  });
});

describe('domain §2.3, 19 CFR 142.3a: entry numbers', () => {
  test.each(['B76-0324527-8', 'B7603245278', 'b76-03245278', ' b760324527-8 '])('%o is one key', (text) => {
    expect(readEntryNumber(text)).toBe('B76-0324527-8');
  });

  test.each([
    'B76-0324527-7', // wrong check digit
    'B76-0324527',
    'B76-032452-8',
    'B76-0324527-8-1',
    'B7-60324527-8',
    '000-0000000-0', // no such filer
    'B76 0324527 8',
  ])('%o is malformed', (text) => {
    expect(isMalformed(readEntryNumber(text))).toBe(true);
  });

  test('the answer says what was expected', () => {
    expect(readEntryNumber('231-12345')).toEqual({
      malformed: true,
      expected: 'XXX-NNNNNNN-N',
      got: '"231-12345"',
    });
  });

  test('every way of writing it comes back canonical', () => {
    fc.assert(
      fc.property(anyFirstTen, fc.boolean(), fc.boolean(), fc.boolean(), (firstTen, first, second, lower) => {
        const filer = firstTen.slice(0, 3);
        const serial = firstTen.slice(3);
        const check = entryCheckDigit(firstTen);
        const written = `${filer}${first ? '-' : ''}${serial}${second ? '-' : ''}${check}`;
        const read = readEntryNumber(lower ? written.toLowerCase() : written);
        expect(read).toBe(`${filer}-${serial}-${check}`);
        expect(isMalformed(read) || filerCodeOf(read)).toBe(filer);
      }),
    );
  });

  test('any single wrong digit is caught', () => {
    fc.assert(
      fc.property(
        anyFirstTen,
        fc.integer({ min: 3, max: 10 }),
        fc.integer({ min: 1, max: 9 }),
        (firstTen, place, shift) => {
          const right = firstTen + entryCheckDigit(firstTen);
          const wrong = (Number(right[place]) + shift) % 10;
          expect(isMalformed(readEntryNumber(right.slice(0, place) + wrong + right.slice(place + 1)))).toBe(
            true,
          );
        },
      ),
    );
  });

  test('adjacent digits exchanged are caught, but for 0 and 9', () => {
    fc.assert(
      fc.property(anyFirstTen, fc.integer({ min: 3, max: 8 }), (firstTen, place) => {
        const [left = '', right = ''] = firstTen.slice(place, place + 2);
        fc.pre(left !== right);
        const exchanged = firstTen.slice(0, place) + right + left + firstTen.slice(place + 2);
        const caught = isMalformed(readEntryNumber(exchanged + entryCheckDigit(firstTen)));
        expect(caught).toBe([left, right].sort().join('') !== '09');
      }),
    );
  });

  test('0 and 9 exchanged, and A written for J, are not caught', () => {
    expect(entryCheckDigit('ABC0900000')).toBe(entryCheckDigit('ABC9000000'));
    expect(entryCheckDigit('ABC0000000')).toBe(entryCheckDigit('JBC0000000'));
  });

  test('an entry number is made of a filer code and a serial number', () => {
    const filer = readFilerCode('b76');
    if (isMalformed(filer)) throw new Error(filer.expected);
    expect(entryNumberOf(filer, 324527)).toBe('B76-0324527-8');
    for (const serial of [-1, 10_000_000, 0.5])
      expect(() => entryNumberOf(filer, serial)).toThrow(RangeError);
  });
});

describe('domain §2.3: filer codes', () => {
  test.each(['001', '999', 'A12', 'AB1', 'ABC', 'A1B', '1A2', '12A', '1AB', 'b76'])('%s', (text) => {
    expect(readFilerCode(text)).toBe(text.toUpperCase());
  });

  test.each(['000', '12', '1234', 'A-1', 'A 1', ''])('%o is malformed', (text) => {
    expect(isMalformed(readFilerCode(text))).toBe(true);
  });
});
