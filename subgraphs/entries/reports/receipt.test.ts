import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { readReceipt, receiptFor, receiptHash, toldReceipt } from './receipt.ts';

type Setting = Pick<LoaderSetting, 'secret' | 'viewer'>;

const nobody: Setting = { secret: testSecret, viewer: PUBLIC_VIEWER };
const platform: Setting = {
  ...nobody,
  viewer: { ...PUBLIC_VIEWER, organization: { id: 'org_1', name: 'Invented', address: 'Invented' } },
};
const INPUT = { about: 'An invented shop' };
const KEY = 'a-key-at-random-0123456789';

describe('a receipt', () => {
  test('is told in groups, and read in any spelling of them', () => {
    const receipt = receiptFor(nobody, null, INPUT);
    const told = toldReceipt(receipt);
    expect(told).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){7}[0-9a-hjkmnp-tv-z]{4}$/);
    for (const text of [told, told.toUpperCase(), ` ${told.replaceAll('-', ' ')}\n`, receipt])
      expect(readReceipt(text)).toBe(receipt);
  });

  test.each(['', 'rpt_0123', '0123-4567', `${'0'.repeat(31)}u`, `${'0'.repeat(31)}i`, '0'.repeat(33)])(
    '%o is none',
    (text) => {
      expect(readReceipt(text)).toBeNull();
    },
  );

  test('without a key no two are alike', () => {
    const receipts = Array.from({ length: 1_000 }, () => receiptFor(nobody, null, INPUT));
    expect(new Set(receipts).size).toBe(1_000);
  });

  test.each([
    ['the same again', nobody, KEY, INPUT, true],
    ['another key', nobody, `${KEY}.`, INPUT, false],
    ['another input', nobody, KEY, { about: 'Another shop' }, false],
    ['another caller', platform, KEY, INPUT, false],
    [
      'another secret',
      { ...nobody, secret: { ...testSecret, ids: Buffer.alloc(32, 'x') } },
      KEY,
      INPUT,
      false,
    ],
  ] as const)('under a key: %s', (_what, setting, key, input, isSame) => {
    expect(receiptFor(setting, key, input) === receiptFor(nobody, KEY, INPUT)).toBe(isSame);
  });

  test('is kept as a hash that hangs on our key', () => {
    const receipt = receiptFor(nobody, KEY, INPUT);
    const other = { ...nobody, secret: { ...testSecret, ids: Buffer.alloc(32, 'x') } };
    expect(receiptHash(nobody, receipt)).toMatch(/^[0-9a-f]{64}$/);
    expect(receiptHash(nobody, receipt)).not.toBe(receiptHash(other, receipt));
    expect(receiptHash(nobody, receipt)).not.toContain(receipt);
  });
});
