import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterKeysOf, nameKey } from './name-key.ts';

test.each([
  ['Aurora Kitchenware, L.L.C.', 'AURORA KITCHENWARE LLC'],
  ["O'Invented & Sons", 'OINVENTED SONS'],
  ['  Café   Ñandú—Société ', 'CAFE NANDU SOCIETE'],
  ['ﬁne ｗｉｄｅ', 'FINE WIDE'],
  ['進口 商社', '進口 商社'],
  ['%_\\', ''],
])('%s is searched as "%s"', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

test('a key is its own key, and every key that begins with it lies in its range', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
      const key = nameKey(one);
      expect(nameKey(key)).toBe(key);
      const longer = Buffer.from(key + other);
      expect(Buffer.compare(longer, Buffer.from(key))).toBeGreaterThanOrEqual(0);
      expect(Buffer.compare(longer, Buffer.from(afterKeysOf(key)))).toBeLessThanOrEqual(0);
    }),
  );
});
