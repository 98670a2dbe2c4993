import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendText, emptyCopyData, recycle, writtenParts } from './copy-data.ts';

const PART = 256 * 1024;

function written(texts: readonly string[]): string {
  const data = emptyCopyData();
  for (const text of texts) appendText(data, text);
  const bytes = Buffer.concat(writtenParts(data)).toString('utf8');
  recycle(data);
  expect(writtenParts(data)).toEqual([]);
  return bytes;
}

test('what was appended is what is sent, in memory that served others before', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .tuple(fc.constantFrom('a', 'é', '東', '🚢'), fc.integer({ min: 0, max: PART }))
      .map(([one, times]) => one.repeat(times)),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
      expect(written(texts) === texts.join('')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['a part, filled to its end', ['x'.repeat(100), 'y'.repeat(PART / 3 - 100)]],
  ['a text longer than a part', ['x', '東'.repeat(PART), 'y']],
  ['nothing', ['', '']],
])('%s', (_case, texts) => {
  expect(written(texts) === texts.join('')).toBe(true);
});
