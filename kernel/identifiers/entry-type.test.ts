import { describe, expect, test } from 'vitest';
import { ENTRY_TYPES, entryType, entryTypeOn, readEntryType } from './entry-type.ts';
import { isMalformed } from './malformed.ts';

const type = (text: string) => {
  const code = readEntryType(text);
  if (isMalformed(code)) throw new Error(code.expected);
  return entryType(code);
};

describe('domain §2.4, ACE CATAIR Appendix B: entry types', () => {
  test.each([
    ['FORMAL', ['01', '02', '03', '04', '05', '06', '07', '08']],
    ['RECONCILIATION', ['09']],
    ['INFORMAL', ['11', '12', '13']],
    ['WAREHOUSE', ['21', '22', '23', '24', '25', '26']],
    ['WITHDRAWAL', ['31', '32', '33', '34', '38']],
    ['DRAWBACK', ['41', '42', '43', '44', '45', '46', '47']],
    ['GOVERNMENT', ['51', '52']],
    ['IN_BOND', ['61', '62', '63', '64', '65', '66']],
    ['LEGACY', ['70']],
    ['DE_MINIMIS', ['86']],
    ['UNUSED', ['90']],
  ])('%s: %j', (entryClass, codes) => {
    expect(ENTRY_TYPES.filter((listed) => listed.class === entryClass).map((listed) => listed.code)).toEqual(
      codes,
    );
  });

  test('antidumping and countervailing duty', () => {
    expect(ENTRY_TYPES.filter((listed) => listed.adcvd).map((listed) => listed.code)).toEqual([
      '03',
      '07',
      '34',
      '38',
    ]);
  });

  test.each([
    ['86', '2025-08-28', true],
    ['86', '2025-08-29', false], // rejected from this day, EO 14324
    ['13', '2026-09-21', false],
    ['13', '2026-09-22', true], // the test starts
    ['01', '1990-01-01', true],
    ['01', '2026-11-22', true],
    ['70', '2026-11-22', false],
    ['90', '2026-11-22', false],
  ])('%s can be filed on %s: %s', (code, day, filed) => {
    const found = entryTypeOn(type(code).code, Temporal.PlainDate.from(day));
    expect(found?.code ?? null).toBe(filed ? code : null);
  });

  test.each(['1', '10', '99', '011', 'AB', ''])('%o is malformed', (text) => {
    expect(isMalformed(readEntryType(text))).toBe(true);
  });
});
