import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, noPlaces, setPlaces } from './edit-distance.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function distance(one: string, other: string): number {
  const places = noPlaces();
  setPlaces(places, bytes(one), one.length);
  return editDistance(places, one.length, bytes(other), 0, other.length);
}

/** By the textbook: a table of all beginnings. */
function slowly(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + cost,
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 0;
}

describe('letters changed, left out, put in or exchanged', () => {
  test.each([
    ['SMITH', 'SMITH', 0],
    ['SMITH', 'SMYTH', 1],
    ['SMITH', 'SMIHT', 1],
    ['SMITH', 'SMITHE', 1],
    ['A', '', 1],
    ['KITTEN', 'SITTING', 3],
  ])('%s to %s: %i', (one, other, expected) => expect(distance(one, other)).toBe(expected));

  test('as the textbook has it, up to 31 letters', () => {
    const word = fc.string({ unit: fc.constantFrom('A', 'B', 'C'), minLength: 1, maxLength: 31 });
    fc.assert(fc.property(word, word, (one, other) => distance(one, other) === slowly(one, other)));
  });
});
