import { DISCLOSURE_RULES, type DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import { describe, expect, test } from 'vitest';

const COLUMNS = [
  'PGA',
  'IMPORTER',
  'BROKER',
  'CARRIER',
  'PLATFORM',
  'RIGHTS_HOLDER',
  'POST',
  'PUBLIC',
] as const;

/** The matrix of disclosures, column by column as above: `+`, `r`, `a`, `c` or nothing. CBP sees all. */
const MATRIX: Readonly<Record<DisclosureRule, string>> = {
  IMPORTER_NAME: 'r|r|r||c|||r',
  IMPORTER_NUMBER: 'r|r|r|||||',
  IMPORTER_CONTACT: 'r|r|r|||||',
  IMPORTER_PROFILE: 'r|r|r|||||',
  IMPORTER_OWNERSHIP: 'a r|r||||||',
  IMPORTER_SECURITY: 'r|r|r|||||',
  STANDING_STATUS: 'r|r|r||c|||',
  STANDING_REASONS: 'r|r||||||',
  RISK_TIER: 'r|||||||',
  VETTING: 'r|||||||',
  IMPORTER_RESIDENCY: 'r|r|r|||||',
  COVERED_IMPORTER: 'r|r|r|||||',
  ENTRY_ELIGIBILITY: 'r|r|r|||||',
  CONFIDENTIALITY: '|r||||||',
  STANDING_CONSENT: '|r||||||',
  LISTING_RECORD: '|r||||||',
  KNOWN_SHIPPER: '+|r|+|+|+|||',
  ENTRY_HISTORY: 'r|r|r|||||',
  ENTRY_PARTIES: 'r|r|r|||||',
  ENTRY_IDENTIFIERS: 'r|r|r|||||',
  ENTRY_LINES: 'r|r|r|||||',
  ENTRY_COMMERCIAL: 'r|r|r|||||',
  VIOLATIONS: 'r|r|r|||||r',
  PENALTY: 'r|r|r|||||r',
  SEIZURE_FACTS: 'r|r|r|||||',
  RECORDATION_SEIZURES: '|||||r||',
  SEIZURE_STAGE: 'r|r|r|||r||',
  SEIZURE_LIMITED: 'r|r|r|||r||',
  SEIZURE_PARTIES: 'r|r|r|||r||',
  SEIZURE_REDACTED_IMAGES: 'r|r||||r||',
  SEIZURE_IMAGES: 'r|r||||r||',
  SEIZURE_RELEASES: '|r||||r||',
  SEIZURE_CASE: 'r|r|r|||||',
  SEIZURE_VALUE: 'r|r|r|||||',
  SEIZURE_CLOCKS: 'r|r|r|||r||',
  EXCLUSION_LINK: 'r|r|r|||||',
  REESTABLISHMENT: '||r|r||||',
  POST_SCORE: '+||||||r|',
  POST_FACTORS: '||||||r|',
  POST_SHIPMENTS: '||||||r|',
  CTPAT_STATUS: '+|r|r|||||r',
  BROKER_CLIENTS: 'r|r|r|||||',
  BROKER_RECORD: '||r|||||',
  PROVENANCE: '+|r|r|||||',
  VIOLATION_REPORT: 'r||||r|||r',
};

/**
 * Where the house differs from the matrix, and why. A name or a status that anyone
 * reads without a token is not kept from who comes with one; the six items of a
 * closed penalty case are public record in a type of their own, ClosedPenalty, whose
 * fields are under no rule; USPS has the column of the posts.
 */
const DIFFERS: Readonly<
  Partial<Record<DisclosureRule, { readonly more?: readonly string[]; readonly less?: readonly string[] }>>
> = {
  IMPORTER_NAME: { more: ['CARRIER', 'RIGHTS_HOLDER', 'POST', 'USPS'] },
  CTPAT_STATUS: { more: ['CARRIER', 'PLATFORM', 'RIGHTS_HOLDER', 'POST', 'USPS'] },
  VIOLATIONS: { less: ['PUBLIC'] },
  PENALTY: { less: ['PUBLIC'] },
  POST_SCORE: { more: ['USPS'] },
  POST_FACTORS: { more: ['USPS'] },
  POST_SHIPMENTS: { more: ['USPS'] },
};

describe('A61: for whom a field under a rule exists is what the matrix says, cell by cell', () => {
  const rules = Object.keys(DISCLOSURE_RULES) as readonly DisclosureRule[];

  test.each(rules)('%s', (rule) => {
    const cells = MATRIX[rule].split('|');
    expect(cells).toHaveLength(COLUMNS.length);
    const { more = [], less = [] } = DIFFERS[rule] ?? {};
    const inMatrix = COLUMNS.filter((_column, nth) => cells[nth] !== '');
    const expected = [...inMatrix.filter((column) => !less.includes(column)), ...more];
    expect([...DISCLOSURE_RULES[rule].audiences].sort()).toEqual(expected.sort());
  });
});
