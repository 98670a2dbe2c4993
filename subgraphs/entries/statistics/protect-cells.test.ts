import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, type ProtectedColumn, protectColumn } from './protect-cells.ts';

const K = 10;
const key = Buffer.alloc(32, 'cells');
const cell = (value: string, seizures: number): Cell => ({ value, seizures, lines: seizures });
const protection = (column = '2026-Q3 PORT') => ({ smallestCell: K, key, column });

describe('EO 14411 § 6: small cells and what would tell them', () => {
  test.each([
    ['nothing is small', [12, 30, 50], []],
    ['a zero is no small cell', [0, 12, 30], []],
    ['one small one takes a second with it', [3, 40], ['a', 'b']],
    ['two small ones are not enough where together they are few', [1, 1, 40], ['a', 'b', 'c']],
    ['the smallest cell itself is published', [10, 12], []],
    ['many small ones hide each other', [9, 9, 9, 500], ['a', 'b', 'c']],
  ] as const)('%s: %o', (_case, counts, hidden) => {
    const cells = counts.map((seizures, nth) => cell('abcdef'[nth] ?? '', seizures));
    expect(protectColumn(cells, protection())).toEqual({ hidden: new Set(hidden), isHiddenWhole: false });
  });

  test('where nothing would hide them nothing is published, not even which there are', () => {
    const cells = ['a', 'b', 'c', 'd'].map((value) => cell(value, 1));
    expect(protectColumn(cells, protection())).toEqual({ hidden: new Set(), isHiddenWhole: true });
  });

  test('which cell hides a small one is not known from the rule: among the three smallest that do, by key', () => {
    const cells = [2, 25, 25, 25, 900].map((seizures, nth) => cell('abcdef'[nth] ?? '', seizures));
    const chosen = new Set(
      Array.from({ length: 40 }, (_, nth) =>
        [...protectColumn(cells, protection(`column ${nth}`)).hidden].sort().join(''),
      ),
    );
    expect([...chosen].sort()).toEqual(['ab', 'ac', 'ad']);
    expect(protectColumn(cells, protection())).toEqual(protectColumn(cells, protection()));
  });
});

const columns = fc
  .array(fc.oneof(fc.nat(12), fc.nat(40), fc.nat(5_000)), { minLength: 1, maxLength: 12 })
  .map((counts) => counts.map((seizures, nth) => cell(`v${nth}`, seizures)));

/** From what is published of a column with its total: the least and the most that a hidden cell can be. */
function boundsOf(cells: readonly Cell[], { hidden }: ProtectedColumn) {
  const together = cells.reduce((sum, each) => sum + (hidden.has(each.value) ? each.seizures : 0), 0);
  return { least: 1, most: together - (hidden.size - 1) };
}

describe('what is hidden in a column', () => {
  test('no cell below the smallest is published', () => {
    fc.assert(
      fc.property(columns, (cells) => {
        const { hidden, isHiddenWhole } = protectColumn(cells, protection());
        const small = cells.filter(({ seizures }) => seizures > 0 && seizures < K);
        return isHiddenWhole || small.every(({ value }) => hidden.has(value));
      }),
    );
  });

  test('the total less what is published leaves every hidden cell anything from one to beyond the smallest cell', () => {
    fc.assert(
      fc.property(columns, (cells) => {
        const column = protectColumn(cells, protection());
        if (column.hidden.size === 0) return true;
        const { least, most } = boundsOf(cells, column);
        return column.hidden.size >= 2 && most - least >= 2 * (K - 1);
      }),
    );
  });

  test('hiding the small ones alone would not do: the attack is one', () => {
    const cells = [cell('a', 3), cell('b', 40)];
    const { least, most } = boundsOf(cells, { hidden: new Set(['a']), isHiddenWhole: false });
    expect([Math.max(least, most), most]).toEqual([3, 3]);
  });
});
