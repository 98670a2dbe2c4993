import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineSplitter, type RawLine } from './line-splitter.ts';

const LONGEST = 8;
const texts = (lines: readonly RawLine[]) => lines.map((line) => line?.toString('latin1') ?? null);

describe('bytes into lines', () => {
  test('are the lines of the text, however it is cut; one that is too long is told once, and nothing of it kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 }), { maxLength: 20 }),
        (pieces) => {
          const splitter = lineSplitter(LONGEST);
          const got = [...pieces.flatMap((piece) => splitter.push(Buffer.from(piece))), ...splitter.end()];
          const lines = pieces.join('').split('\n');
          if (lines.at(-1) === '') lines.pop();
          expect(texts(got)).toEqual(lines.map((line) => (line.length > LONGEST ? null : line)));
        },
      ),
    );
  });

  test('a line that does not end is counted and not kept', () => {
    const splitter = lineSplitter(LONGEST);
    const told = Array.from({ length: 100 }, () => splitter.push(Buffer.alloc(1_000, 'x'))).flat();
    expect(texts(told)).toEqual([null]);
    expect(splitter.passedOver).toBe(100_000);
    expect(texts(splitter.push(Buffer.from('\nshort\n')))).toEqual(['short']);
    expect(splitter.passedOver).toBe(0);
  });
});
