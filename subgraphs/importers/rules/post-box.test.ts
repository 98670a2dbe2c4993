import { expect, test } from 'vitest';
import { isPostBox } from './post-box.ts';

test.each([
  [['PO BOX 12'], true],
  [['P.O. Box 12'], true],
  [['SUITE 4', 'p o box 9'], true],
  [['POST OFFICE BOX 7'], true],
  [['12 BOXWOOD ST'], false],
  [['1 POBOXTON RD'], false],
  [[], false],
])('%j: %s', (lines, isOne) => {
  expect(isPostBox(lines)).toBe(isOne);
});
