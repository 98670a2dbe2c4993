import { describe, expect, test } from 'vitest';
import { readCaseNumber } from './case-number.ts';
import { inBondCheckDigit, readInBondNumber } from './in-bond-number.ts';
import { isMalformed } from './malformed.ts';
import { PGA_AGENCIES, readPgaAgency } from './pga-agency.ts';
import { districtOf, readPort } from './port.ts';
import { readRecordationNumber, recordationKind } from './recordation-number.ts';

describe('domain §2.3: in-bond numbers, eight digits and their remainder by seven', () => {
  test.each([
    ['25770003', 0],
    ['25770005', 2],
  ])('%s: %i', (serial, check) => {
    expect(inBondCheckDigit(serial)).toBe(check);
    expect(readInBondNumber(`${serial}-${check}`)).toBe(`${serial}${check}`);
    expect(isMalformed(readInBondNumber(`${serial}${check + 1}`))).toBe(true);
  });
});

describe('domain §2.12: recordation numbers', () => {
  test.each([
    ['TMK 11-00163', 'TMK 11-00163', 'TRADEMARK'],
    ['tmk11-00163', 'TMK 11-00163', 'TRADEMARK'],
    ['COP 24-00001', 'COP 24-00001', 'COPYRIGHT'],
  ])('%o is %s', (text, canonical, kind) => {
    const read = readRecordationNumber(text);
    expect(read).toBe(canonical);
    expect(isMalformed(read) || recordationKind(read)).toBe(kind);
  });

  test.each(['TMK  11-00163', 'TMK-11-00163', 'TMK 11-0016', 'PAT 11-00163', 'TMK 1100163', ''])(
    '%o is malformed',
    (text) => {
      expect(isMalformed(readRecordationNumber(text))).toBe(true);
    },
  );
});

describe('domain §2.13: Schedule D ports', () => {
  test('2704 is in district 27', () => {
    const port = readPort(' 2704 ');
    expect(port).toBe('2704');
    expect(isMalformed(port) || districtOf(port)).toBe('27');
  });

  test.each(['0000', '0012', '270', '27040', '27 4', 'LAX'])('%o is malformed', (text) => {
    expect(isMalformed(readPort(text))).toBe(true);
  });
});

describe('domain §2.9, ACE CATAIR Appendix V: agency codes', () => {
  test('all of the appendix, three letters each', () => {
    const codes =
      `FDA CPS EPA APH AMS FSI ATF DEA TTB NHT NMF FWS FCC DTC BIS CBC CDC CGD DCM FAA FAS FMC FTZ GIP
      ICE IRS NRC OFA OFM OMC OTX PHM TSA UTC ECO DOL DEE EIA OFE MAR FHA FMS BTS BLS ETA EXI FCN IDV OGC OLM TRP
      ACE CBP`.split(/\s+/);
    expect(Object.keys(PGA_AGENCIES).sort()).toEqual(codes.sort());
  });

  test.each([
    ['fda', 'FDA'],
    ['CPS', 'CPS'],
    ['ACE', 'ACE'],
  ])('%s', (text, code) => {
    expect(readPgaAgency(text)).toBe(code);
  });

  test.each(['CPSC', 'NHTSA', 'USDA', 'toString', ''])('%o is malformed', (text) => {
    expect(isMalformed(readPgaAgency(text))).toBe(true);
  });

  test('ACE is the Army Corps and not the system', () => {
    expect(PGA_AGENCIES.ACE).toBe('Army Corps of Engineers');
  });
});

describe('domain §2.13: case numbers are opaque', () => {
  test.each(['2026-2704-000123-01', '2026-2704-000123-01 ', 'fp&f 12', '1'.repeat(8)])('%o', (text) => {
    const read = readCaseNumber(text);
    expect(isMalformed(read)).toBe(text.includes('&'));
    if (!isMalformed(read)) expect(read).toBe(text.trim().toUpperCase());
  });

  test.each(['', 'NO DIGIT', '-1', '1-', `A${'1'.repeat(32)}`, '12\n34', "1'2"])(
    '%o is malformed',
    (text) => {
      expect(isMalformed(readCaseNumber(text))).toBe(true);
    },
  );
});
