import { describe, expect, test } from 'vitest';
import { UnreadableFile } from './feed.ts';
import { columnsOf } from './header.ts';

const required = { name: ['Name'], uei: ['Unique Entity ID', 'Unique Entity Identifier (SAM)'] } as const;

describe('columns are found by name', () => {
  test.each([
    ['as written', ['Name', 'Unique Entity ID'], { name: 0, uei: 1 }],
    ['in another order, among others', ['X', 'Unique Entity ID', 'Name'], { name: 2, uei: 1 }],
    ['under an older name', ['Name', 'Unique Entity Identifier (SAM)'], { name: 0, uei: 1 }],
    ['in another case, with underscores and blanks', [' NAME ', 'unique_entity  id'], { name: 0, uei: 1 }],
    [
      'the usual name before the older one',
      ['Name', 'Unique Entity Identifier (SAM)', 'Unique Entity ID'],
      { name: 0, uei: 2 },
    ],
  ])('%s', (_case, header, positions) => {
    expect(columnsOf(header, required)).toEqual(positions);
  });

  test('an optional one that is missing is -1', () => {
    expect(columnsOf(['Name'], { name: ['Name'] }, { cage: ['CAGE'] })).toEqual({ name: 0, cage: -1 });
  });

  test('all that are missing are named, with what came', () => {
    const read = () => columnsOf(['First', 'Last'], required);
    expect(read).toThrow(UnreadableFile);
    expect(read).toThrow(
      'expected a header with the columns "Name", "Unique Entity ID" or "Unique Entity Identifier (SAM)", got: First,Last',
    );
    expect(() => columnsOf(['x'.repeat(5_000)], required)).toThrow(/got: x{300}$/);
  });
});
