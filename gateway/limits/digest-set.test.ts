import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf, digestSet } from './digest-set.ts';

test('holds what was added and nothing else, as a set does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 400 }), (digests) => {
      const held = digestSet();
      const known = new Set<number>();
      for (const digest of digests) {
        expect(held.has(digest)).toBe(known.has(digest));
        held.add(digest);
        known.add(digest);
        expect(held.size).toBe(known.size);
      }
      for (let digest = 1; digest <= 300; digest += 1) expect(held.has(digest)).toBe(known.has(digest));
    }),
  );
});

test('a hundred thousand texts are as many digests, and another salt gives others', () => {
  const held = digestSet();
  for (let nth = 0; nth < 100_000; nth += 1) held.add(digestOf('salt', `Invented Seller ${nth}`));
  expect(held.size).toBe(100_000);
  expect(held.has(digestOf('salt', 'Invented Seller 7'))).toBe(true);
  expect(held.has(digestOf('pepper', 'Invented Seller 7'))).toBe(false);
});
