import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMalformed } from './malformed.ts';
import { RECORD_PREFIXES, type RecordPrefix, readRecordId, recordId } from './record-id.ts';

const key = randomBytes(32);

/** The definition, bit by bit, on Node's own HMAC. */
function defined(prefix: string, by: Uint8Array, natural: string): string {
  const digest = createHmac('sha256', by).update(`${prefix}\0${natural}`, 'utf8').digest('hex');
  const bits = [...digest.slice(0, 25)]
    .map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
    .join('');
  const places = bits.match(/.{5}/g) ?? [];
  return `${prefix}_${places.map((five) => '0123456789abcdefghjkmnpqrstvwxyz'[Number.parseInt(five, 2)]).join('')}`;
}

const anyPrefix = fc.constantFrom(...(Object.keys(RECORD_PREFIXES) as RecordPrefix[]));

describe('record ids', () => {
  test('are 100 bits of HMAC-SHA-256 in Crockford base 32, for any key and text', () => {
    fc.assert(
      fc.property(
        anyPrefix,
        fc.uint8Array({ minLength: 32, maxLength: 100 }),
        fc.string({ unit: 'grapheme', maxLength: 600 }),
        (prefix, by, natural) => {
          expect(recordId(prefix, by, natural)).toBe(defined(prefix, by, natural));
        },
      ),
    );
  });

  test('a text longer than the scratch buffer, then a short one', () => {
    const long = 'é'.repeat(3_000);
    expect(recordId('ent', key, long)).toBe(defined('ent', key, long));
    expect(recordId('ent', key, 'short')).toBe(defined('ent', key, 'short'));
  });

  test('an id never moves: a known key and text', () => {
    expect(recordId('imp', Buffer.alloc(32, 7), 'x')).toBe('imp_x16c1418t1p06da3627j');
  });

  test('one thing has one id, for whoever holds the key; other kinds, keys and texts have others', () => {
    const same = recordId('imp', key, '12-345678900');
    expect(recordId('imp', new Uint8Array(key), '12-345678900')).toBe(same);
    expect(recordId('imp', key, '12-345678901')).not.toBe(same);
    expect(recordId('imp', randomBytes(32), '12-345678900')).not.toBe(same);
    expect(recordId('brk', key, '12-345678900').slice(4)).not.toBe(same.slice(4));
  });

  test('read as given out', () => {
    fc.assert(
      fc.property(anyPrefix, fc.string(), (prefix, natural) => {
        const id = recordId(prefix, key, natural);
        expect(readRecordId(id, prefix)).toBe(id);
      }),
    );
  });

  test.each([
    'ent_0123456789abcdefghjk', // another kind
    'imp_0123456789abcdefghj',
    'imp_0123456789abcdefghjkm',
    'imp_0123456789ABCDEFGHJK',
    'imp_0123456789abcdefghil', // i and l are not of the alphabet
    'imp-0123456789abcdefghjk',
    '0123456789abcdefghjk',
    'imp_',
    '',
  ])('%o is no importer id', (text) => {
    expect(isMalformed(readRecordId(text, 'imp'))).toBe(true);
  });

  test('a short key is refused', () => {
    expect(() => recordId('imp', randomBytes(31), 'x')).toThrow(RangeError);
  });
});
