import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainText } from './plain-text.ts';

const read = (text: string, hasLines = false) => {
  try {
    return readPlainText('about', text, { longest: 20, hasLines });
  } catch (error) {
    return error instanceof Error ? error : String(error);
  }
};

describe('text of a reporter', () => {
  test.each([
    ['markup', '<b>&amp;</b>', '<b>&amp;</b>'],
    ['blanks around it', '  a b  ', 'a b'],
    ['composed', 'Cafe\u0301', 'Caf\u00e9'],
    ['other scripts', '工場 مصنع 🏭', '工場 مصنع 🏭'],
    ['twenty characters of two halves each', '🏭'.repeat(20), '🏭'.repeat(20)],
  ])('%s', (_what, text, kept) => {
    expect(read(text)).toBe(kept);
  });

  test('has lines where it may', () => {
    expect(read('a\r\nb\nc', true)).toBe('a\nb\nc');
    expect(read('a\nb')).toBeInstanceOf(Error);
    expect(read('a\rb', true)).toBeInstanceOf(Error);
  });

  test('twenty-one characters are too many, and none too few', () => {
    expect(read('x'.repeat(21))).toBeInstanceOf(Error);
    expect(read(' ')).toBeInstanceOf(Error);
  });

  test('whatever comes, what is kept has no control, and is kept as it is when read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const kept = read(text, true);
        if (typeof kept !== 'string') return;
        expect(kept.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b]/u);
        expect(read(kept, true)).toBe(kept);
      }),
    );
  });
});
