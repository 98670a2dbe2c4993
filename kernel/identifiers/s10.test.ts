import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMalformed } from './malformed.ts';
import { countryOfPosting, readS10, s10CheckDigit, serviceIndicator } from './s10.ts';

describe('domain §2.11, UPU S10: item identifiers', () => {
  test.each([
    ['12345678', 5], // sum 204
    ['47312482', 9], // sum 200
    ['00000001', 4],
    ['00000015', 5], // sum 44: 11 is written 5
    ['00000000', 5],
    ['00000008', 0], // sum 56: 10 is written 0
  ])('%s: %i', (serial, check) => {
    expect(s10CheckDigit(serial)).toBe(check);
    expect(readS10(`RR${serial}${check}GB`)).toBe(`RR${serial}${check}GB`);
  });

  test('any case and the blanks of a label', () => {
    const read = readS10(' rr 47 312 482 9 us ');
    expect(read).toBe('RR473124829US');
    if (isMalformed(read)) throw new Error(read.expected);
    expect([serviceIndicator(read), countryOfPosting(read)]).toEqual(['RR', 'US']);
  });

  test.each(['RR473124828US', 'RR473124829EU', 'R473124829US', 'RR47312482US', 'RR4731248299US', '47312482'])(
    '%o is malformed',
    (text) => {
      expect(isMalformed(readS10(text))).toBe(true);
    },
  );

  test('a wrong digit is caught, unless it turns remainder 0 into 6 or back: both are written 5', () => {
    const weights = [8, 6, 4, 2, 3, 5, 9, 7];
    const remainder = (serial: string) =>
      weights.reduce((sum, weight, place) => sum + weight * Number(serial[place]), 0) % 11;
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{8}$/),
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 1, max: 9 }),
        (serial, place, shift) => {
          const wrong =
            serial.slice(0, place) + ((Number(serial[place]) + shift) % 10) + serial.slice(place + 1);
          const shared = [remainder(serial), remainder(wrong)].sort((one, other) => one - other).join();
          const caught = isMalformed(readS10(`EE${wrong}${s10CheckDigit(serial)}DE`));
          expect(caught).toBe(shared !== '0,6');
        },
      ),
    );
  });

  test('a wrong check digit is always caught', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), fc.integer({ min: 1, max: 9 }), (serial, shift) => {
        expect(isMalformed(readS10(`EE${serial}${(s10CheckDigit(serial) + shift) % 10}DE`))).toBe(true);
      }),
    );
  });
});
