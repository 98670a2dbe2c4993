import { describe, expect, test } from 'vitest';
import { readCage } from './cage.ts';
import { readCaseNumber } from './case-number.ts';
import { readCountry } from './country.ts';
import { readDuns } from './duns.ts';
import { readEntryNumber } from './entry-number.ts';
import { readEntryType } from './entry-type.ts';
import { readFilerCode } from './filer-code.ts';
import { readHts } from './hts.ts';
import { readImporterNumber } from './importer-number.ts';
import { readInBondNumber } from './in-bond-number.ts';
import { readLei } from './lei.ts';
import { explain, isMalformed, malformed } from './malformed.ts';
import { readMid } from './mid.ts';
import { readNpi } from './npi.ts';
import { readPgaAgency } from './pga-agency.ts';
import { readPort } from './port.ts';
import { readRecordId } from './record-id.ts';
import { readRecordationNumber } from './recordation-number.ts';
import { readS10 } from './s10.ts';
import { readUei } from './uei.ts';

describe('a malformed text', () => {
  test('says what was expected and what came', () => {
    expect(explain(malformed('XXX-NNNNNNN-N', '231-12345'))).toBe('expected XXX-NNNNNNN-N, got "231-12345"');
  });

  test.each([
    ['', 'nothing'],
    ['x'.repeat(41), '41 characters'], // too long to quote
    ['a\nb', '3 characters'], // would break a log line
    ['a"b', '3 characters'],
    ['a\u202eb', '3 characters'], // would turn the line around
  ])('%o came: %s', (text, got) => {
    expect(malformed('NNNN', text).got).toBe(got);
  });

  test.each([
    [{ malformed: true, expected: '', got: '' }, true],
    ['231', false],
    [null, false],
    [undefined, false],
    [{}, false],
  ])('%o is malformed: %s', (value, expected) => {
    expect(isMalformed(value)).toBe(expected);
  });
});

const readers = {
  readCage,
  readCaseNumber,
  readCountry,
  readDuns,
  readEntryNumber,
  readEntryType,
  readFilerCode,
  readHts,
  readImporterNumber,
  readInBondNumber,
  readLei,
  readMid,
  readNpi,
  readPgaAgency,
  readPort,
  readRecordId: (text: string) => readRecordId(text, 'imp'),
  readRecordationNumber,
  readS10,
  readUei,
};

/** Invented: the Social Security Administration never issues area number 000. */
const personal = [
  '000-12-3456',
  '000 12 3456',
  '000123456',
  '000–12–3456',
  '000 - 12 - 3456',
  'SSN: 000-12-3456.',
  '٠٠٠-١٢-٣٤٥٦',
  '00-1234567',
  '00-1234567OO',
  '000000-12345',
];

describe('domain §0.4 no. 14: what may be a Social Security number is never echoed', () => {
  test.each(Object.entries(readers))('%s', (_name, read: (text: string) => unknown) => {
    for (const text of personal) {
      const answer = read(text);
      if (!isMalformed(answer)) continue;
      expect(answer.got).toBe(`${text.length} characters`);
      expect(answer.expected).not.toContain('3456');
    }
  });
});

describe('readers answer any text', () => {
  test.each(Object.entries(readers))('%s', (_name, read: (text: string) => unknown) => {
    for (const text of [
      '',
      ' ',
      '\0',
      '-',
      '.',
      '😀',
      'ß',
      'hasOwnProperty',
      '__proto__',
      '9'.repeat(100_000),
    ]) {
      expect(isMalformed(read(text)), text.slice(0, 20)).toBe(true);
    }
  });
});
