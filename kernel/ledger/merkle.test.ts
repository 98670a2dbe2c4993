import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafOf, merkleRoot } from './merkle.ts';

/** The leaves and roots that implementations of RFC 6962 are tested with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
const leaves = LEAVES.map((hex) => leafOf(Buffer.from(hex, 'hex').toString('latin1')));

test.each([
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
])('RFC 6962 § 2.1: the root over %i leaves', (count, root) => {
  expect(merkleRoot(leaves.slice(0, count)).toString('hex')).toBe(root);
});

test('another leaf, order or number is another root', () => {
  const texts = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.nat(), (unique, at) => {
      const all = unique.map(leafOf);
      const nth = at % all.length;
      const root = merkleRoot(all);
      const swapped = all
        .with(nth, all[(nth + 1) % all.length] ?? root)
        .with((nth + 1) % all.length, all[nth] ?? root);
      expect(merkleRoot(all.toSpliced(nth, 1))).not.toEqual(root);
      expect(merkleRoot([...all, root])).not.toEqual(root);
      expect(merkleRoot(swapped)).not.toEqual(root);
    }),
  );
});
