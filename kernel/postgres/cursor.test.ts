import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorSeal, isMalformedCursor, openCursor, queryKey, sealCursor } from './cursor.ts';

const key = randomBytes(32);
const list = queryKey('Importer.entries', { importer: 'imp_invented', from: '2025-01-01' });
const fda = cursorSeal(key, 'PGA fda', list);

const values = fc.array(
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null)),
);

describe('a sealed cursor', () => {
  test('gives back the sort key it was made of', () => {
    fc.assert(
      fc.property(values, (sortKey) => {
        expect(fda.open(fda.seal(sortKey))).toEqual(sortKey);
      }),
    );
  });

  test.each([
    ['another viewer', cursorSeal(key, 'PGA epa', list)],
    [
      'another filter',
      cursorSeal(
        key,
        'PGA fda',
        queryKey('Importer.entries', { importer: 'imp_invented', from: '2024-01-01' }),
      ),
    ],
    [
      'another importer',
      cursorSeal(key, 'PGA fda', queryKey('Importer.entries', { importer: 'imp_other', from: '2025-01-01' })),
    ],
    [
      'another list',
      cursorSeal(
        key,
        'PGA fda',
        queryKey('Importer.seizures', { importer: 'imp_invented', from: '2025-01-01' }),
      ),
    ],
    ['another key', cursorSeal(randomBytes(32), 'PGA fda', list)],
    ['a viewer and list that only run together alike', cursorSeal(key, `PGA fda","${list}`, '')],
  ])('does not open for %s', (_case, seal) => {
    expect(isMalformedCursor(seal.open(fda.seal(['2025-06-01', 7])))).toBe(true);
  });

  test('does not open when anything of it was changed', () => {
    const cursor = fda.seal(['2025-06-01', 7]);
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
      expect(isMalformedCursor(fda.open(changed))).toBe(true);
    }
  });

  test.each(['', 'x', 'not a cursor', '!!!!', 'A'.repeat(100), 'A'.repeat(1_000_000)])(
    'is not %.20j',
    (text) => {
      expect(isMalformedCursor(fda.open(text))).toBe(true);
    },
  );

  test('shows nothing of its values, nor how long they are', () => {
    const one = fda.seal(['Invented Imports']);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('Invented');
    expect(fda.seal(['In'])).toHaveLength(one.length);
  });

  test('is the same bytes for the same place of the same list and viewer, and for no other', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(fda.seal(one) === fda.seal(other)).toBe(isSame);
        const sealed = Buffer.from(fda.seal(one), 'base64url');
        const elsewhere = Buffer.from(cursorSeal(key, 'PGA epa', list).seal(one), 'base64url');
        expect(elsewhere.subarray(0, 16)).not.toEqual(sealed.subarray(0, 16));
        expect(elsewhere.subarray(16)).not.toEqual(sealed.subarray(16));
      }),
    );
  });

  test('is the same by either name', () => {
    expect(openCursor(key, 'aad', sealCursor(key, 'aad', [1]))).toEqual([1]);
  });
});
