import fc from 'fast-check';

/** Few words, so that parties and entries have many in common, some of them misspelt, joined or reordered. */
const WORDS =
  'NORTHWIND HALLOWED ORCHARD QUILLON BRASSWATER TRADERS GLOBAL ZEPHYR MARLOWE TULLIVER GRANBY OSTERLEY PELLUCID'.split(
    ' ',
  );

const written = fc.constantFrom(...WORDS);
const misspelt = written.chain((text) =>
  fc.nat(text.length - 1).map((at) => text.slice(0, at) + text.slice(at + 1)),
);
const word = fc.oneof(
  { weight: 6, arbitrary: written },
  { weight: 2, arbitrary: misspelt },
  { weight: 1, arbitrary: fc.tuple(written, written).map((pair) => pair.join('')) },
);

export const inventedName = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

export const inventedPlace = fc.record({
  street: fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('EXAMPLE BLVD', 'ORCHARD ROW'))
    .map((parts) => parts.join(' ')),
  city: fc.constantFrom('TESTERTON', 'OTHERTON'),
  zip: fc.constantFrom('07001', '07002'),
});
export type InventedPlace = { readonly street: string; readonly city: string; readonly zip: string };

export const inventedCage = fc.constantFrom('7A3B1', '7A3B2', '7A3B3');
