import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCage } from './cage.ts';
import { readDuns } from './duns.ts';
import { readLei } from './lei.ts';
import { isMalformed } from './malformed.ts';
import { readNpi } from './npi.ts';
import { readUei } from './uei.ts';

describe('domain §2.10: identifiers SAM carries', () => {
  test.each([
    ['UEI', readUei, 'ABCDEFGH1234', 'ABCDEFGH1234'],
    ['UEI', readUei, ' z1cdefgh0234 ', 'Z1CDEFGH0234'],
    ['CAGE', readCage, '0ab12', '0AB12'],
    ['D-U-N-S', readDuns, '012345678', '012345678'],
    ['D-U-N-S', readDuns, '01-234-5678', '012345678'],
    ['NPI', readNpi, '1234567893', '1234567893'], // the example of the standard
    ['LEI', readLei, '5493001KJTIIGC8Y1R12', '5493001KJTIIGC8Y1R12'],
    ['LEI', readLei, '7ltwfzyicnsx8d621k86', '7LTWFZYICNSX8D621K86'],
  ])('%s', (_what, read: (text: string) => unknown, text, canonical) => {
    expect(read(text)).toBe(canonical);
  });

  test.each([
    ['UEI', readUei, '0BCDEFGH1234'], // starts with zero
    ['UEI', readUei, 'ABCDEFGO1234'], // O
    ['UEI', readUei, 'ABCDEFGI1234'], // I
    ['UEI', readUei, 'ABCDEFGH123'],
    ['UEI', readUei, 'ABCDEFGH12345'],
    ['CAGE', readCage, '0AB1'],
    ['CAGE', readCage, '0AB-1'],
    ['CAGE', readCage, ' is ineligible to receive any contract'], // what a shifted SAM row puts there
    ['D-U-N-S', readDuns, '9725565'],
    ['D-U-N-S', readDuns, 'TF35433'],
    ['NPI', readNpi, '0000000000'], // stands in SAM
    ['NPI', readNpi, '1234567890'],
    ['NPI', readNpi, '1234567893.0'],
    ['LEI', readLei, '5493001KJTIIGC8Y1R13'],
    ['LEI', readLei, '5493001KJTIIGC8Y1R1'],
  ])('%s %#: %o is malformed', (_what, read: (text: string) => unknown, text) => {
    expect(isMalformed(read(text))).toBe(true);
  });

  test.each([
    ['NPI', readNpi, '1234567893'],
    ['LEI', readLei, '5493001KJTIIGC8Y1R12'],
  ])(
    '%s: any digit or letter written for another is caught',
    (_what, read: (text: string) => unknown, right) => {
      for (const [place, character] of [...right].entries()) {
        for (const wrong of /\d/.test(character) ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
          const text = right.slice(0, place) + wrong + right.slice(place + 1);
          expect(isMalformed(read(text))).toBe(wrong !== character);
        }
      }
    },
  );

  test('a UEI reads as itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$/), (text) => {
        expect(readUei(text.toLowerCase())).toBe(text);
      }),
    );
  });
});
