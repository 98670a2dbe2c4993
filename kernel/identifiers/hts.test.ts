import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chapter, isWithin, printedHts, readHts } from './hts.ts';
import { isMalformed } from './malformed.ts';

const hts = (text: string) => {
  const read = readHts(text);
  if (isMalformed(read)) throw new Error(read.expected);
  return read;
};

describe('domain §2.13: numbers of the Harmonized Tariff Schedule', () => {
  test.each([
    ['6110', '6110', '6110'],
    ['6110.20', '611020', '6110.20'],
    ['6110.20.20', '61102020', '6110.20.20'],
    ['6110.20.2010', '6110202010', '6110.20.2010'],
    ['6110.20.20.10', '6110202010', '6110.20.2010'],
    [' 6110202010 ', '6110202010', '6110.20.2010'],
    ['0101.21.00', '01012100', '0101.21.00'],
    ['9903.01.25', '99030125', '9903.01.25'],
  ])('%o is %s, printed %s', (text, canonical, printed) => {
    expect(hts(text)).toBe(canonical);
    expect(printedHts(hts(text))).toBe(printed);
    expect(chapter(hts(text))).toBe(canonical.slice(0, 2));
  });

  test.each([
    '61',
    '61102',
    '611020201',
    '61102020101',
    '0012',
    '61.10',
    '6110..20',
    '6110.2',
    '6110.',
    'A110',
  ])('%o is malformed', (text) => {
    expect(isMalformed(readHts(text))).toBe(true);
  });

  test('a line is within its heading, not its neighbour', () => {
    expect(isWithin(hts('6110.20.2010'), hts('6110'))).toBe(true);
    expect(isWithin(hts('6110.20.2010'), hts('6109'))).toBe(false);
    expect(isWithin(hts('6110'), hts('6110.20'))).toBe(false);
  });

  test('what is printed reads back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([1-9]\d|0[1-9])\d{2}(\d{2}){0,3}$/), (digits) => {
        expect(readHts(printedHts(hts(digits)))).toBe(digits);
      }),
    );
  });
});
