import { describe, expect, test } from 'vitest';
import { dollars, preludeScalars } from './scalars.ts';

const { Date: day, DateTime: instant, UsDollars: money, CountryCode: country } = preludeScalars;

describe('what a scalar reads, and writes back', () => {
  test.each([
    [day, '2026-11-02', '2026-11-02'],
    [instant, '2026-11-02T15:04:05Z', '2026-11-02T15:04:05Z'],
    [instant, '2026-11-02T15:04:05.123456789+02:00', '2026-11-02T13:04:05.123456789Z'],
    [money, '1234.5', '1234.50'],
    [money, '-0.05', '-0.05'],
    [country, 'US', 'US'],
  ])('%s %s', (scalar, text, written) => {
    expect(scalar.serialize(scalar.parseValue(text))).toBe(written);
  });
});

describe('what a scalar refuses', () => {
  test.each([
    [day, '2026-02-30'],
    [day, '0000-01-01'],
    [day, '2026-11-02T00:00:00Z'],
    [instant, '2026-11-02T15:04:05'],
    [instant, '2026-11-02T15:04:05.123456789+00:00[UTC]; and what follows'],
    [instant, '0000-01-01T00:00:00Z'],
    [money, '1.234'],
    [money, '99999999999999.00'],
    [country, 'us'],
    [country, 840],
  ])('%s %s', (scalar, value) => {
    expect(() => scalar.parseValue(value)).toThrow(`${scalar.name}: expected`);
  });
});

test('whole cents as dollars', () => {
  expect([0, 5, 123_450, -7].map(dollars)).toEqual(['0.00', '0.05', '1234.50', '-0.07']);
});
