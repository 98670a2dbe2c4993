import { describe, expect, test } from 'vitest';
import { cbpAgencyString, isTradeRelated } from './by-cbp.ts';
import { proceedingOf } from './proceeding.ts';

describe('what a published exclusion is (2 CFR 180.605, 180.800, 180.1020)', () => {
  test.each([
    ['Ineligible (Proceedings Completed)', null, 'DEBARMENT'],
    ['Ineligible (Proceedings Pending)', null, 'PENDING_UNSPECIFIED'],
    ['Ineligible (Proceedings Pending)', 'Proposed Debarment: 11-20-2023', 'PROPOSED_DEBARMENT'],
    ['Ineligible (Proceedings Pending)', 'Suspended, and proposed for debarment', 'PROPOSED_DEBARMENT'],
    ['Ineligible (Proceedings Pending)', 'SUSPENSION pending trial', 'SUSPENSION'],
    ['Prohibition/Restriction', 'PII data has been masked from view', 'PROHIBITION'],
    ['Voluntary Exclusion', null, 'VOLUNTARY_EXCLUSION'],
    ['Something Else', null, 'OTHER'],
  ] as const)('%s, %s: %s', (type, comments, proceeding) => {
    expect(proceedingOf(type, comments)).toBe(proceeding);
  });
});

describe('CBP is who the configured strings say', () => {
  test.each([
    ['DHS-CBP', 'DHS-CBP'],
    ['dhs-cbp ', 'DHS-CBP'],
    ['U.S. CUSTOMS AND BORDER PROTECTION', 'U.S. Customs and Border Protection'],
    ['DHS-ICE', null],
    ['DHS', null],
    [null, null],
  ])('%s: %s', (agency, string) => {
    expect(cbpAgencyString(agency)).toBe(string);
  });
});

describe('reasons of importation or trade are taken for granted of CBP, and read of others', () => {
  test.each([
    [{ byCbp: true, program: 'Reciprocal', comments: null }, true],
    [{ byCbp: true, program: 'Procurement', comments: null }, false],
    [{ byCbp: true, program: 'Procurement', comments: 'Smuggling of counterfeit goods' }, true],
    [{ byCbp: true, program: 'Reciprocal', comments: 'Failure to perform.' }, false],
    [{ byCbp: false, program: 'Reciprocal', comments: null }, false],
    [{ byCbp: false, program: 'Reciprocal', comments: 'Convicted of customs fraud' }, true],
    [{ byCbp: false, program: 'Reciprocal', comments: 'An important contractor' }, false],
  ])('%o: %s', (reasons, tradeRelated) => {
    expect(isTradeRelated(reasons)).toBe(tradeRelated);
  });
});
