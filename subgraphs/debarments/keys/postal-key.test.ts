import { expect, test } from 'vitest';
import { postalKey, streetKey } from './postal-key.ts';

test.each([
  ['07001', 'US', '07001'],
  ['070010000', 'US', '07001'],
  ['07001-1234', null, '07001'],
  ['070011234', 'ZZ', '07001'],
  ['070010000', 'MX', '070010000'],
  ['SW9H 9ne', 'GB', 'SW9H9NE'],
  ['00000', 'US', null],
  ['-', null, null],
])('postal code %s in %s', (text, country, key) => {
  expect(postalKey(text, country)).toBe(key);
});

test('a street line, its usual words abbreviated', () => {
  expect(streetKey('9 Example Boulevard, Suite 4')).toBe(streetKey('9 EXAMPLE BLVD STE 4'));
  expect(streetKey('9 Example Blvd')).not.toBe(streetKey('11 Example Blvd'));
});
