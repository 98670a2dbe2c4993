import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvHeader, csvLine } from './csv.ts';
import type { Column } from './dataset.ts';

const text: Column = { name: 'text', datatype: 'string', says: 'A text.' };
const number: Column = { name: 'number', datatype: 'decimal', says: 'A number.' };
const list: Column = { name: 'list', datatype: 'string', says: 'A list.', separator: ';' };

describe('a line of CSV', () => {
  test.each([
    ['SUNGLASSES', 'SUNGLASSES'],
    ['', ''],
    [null, ''],
    ['of "glass", 3', '"of ""glass"", 3"'],
    ['two\nlines', '"two\nlines"'],
    ['=1+2', `"'=1+2"`],
    ['+1 555', `"'+1 555"`],
    ['-2', `"'-2"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['  =1', `"'  =1"`],
    ['＝1', `"'＝1"`],
    ['=cmd|"/c calc"!A0', `"'=cmd|""/c calc""!A0"`],
  ])('%j: %s', (cell, written) => {
    expect(csvLine([text], { text: cell })).toBe(`${written}\r\n`);
  });

  test('numbers, flags and lists', () => {
    const row = { text: 'a', number: -1.5, list: ['A', 'B'] };
    expect(csvHeader([text, number, list])).toBe('text,number,list\r\n');
    expect(csvLine([text, number, list], row)).toBe('a,-1.5,"A;B"\r\n');
    expect(csvLine([{ ...text, datatype: 'boolean' }], { text: true })).toBe('true\r\n');
  });

  test('whatever the text, no cell begins as a formula, and taking the quotes away gives the text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (given) => {
        const line = csvLine([text], { text: given }).slice(0, -2);
        const cell = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
        const isSame = cell === given || cell === `'${given}`;
        const isQuoted = line.startsWith('"') || !/[",\r\n]/.test(line);
        return isSame && isQuoted && !/^\s*[=+\-@]/.test(cell);
      }),
    );
  });
});
