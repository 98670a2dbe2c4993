import type { RuleStatement } from '../statement.ts';

const applied = {
  version: 1,
  required: false,
  parameters: [],
  cure: null,
  notApplied: null,
  reading: null,
  owner: 'importers',
  outcomes: ['DETERMINES'],
} as const;

/** The rules of covered importers, CI, and of bond sufficiency, BS. */
export const SECURITY_RULES = {
  'CI-001': {
    ...applied,
    id: 'CI-001',
    says: 'An importer is covered that imports goods under antidumping or countervailing duty and has no record of importing, has not paid such duty in full, or has not paid it in time.',
    authority: ['EO 13785 § 2(b)', '19 USC 4321'],
    legalStatus: 'IN_FORCE',
    effectiveOn: '2017-03-31',
    notApplied:
      'The exclusion of CTPAT importers of tier 2 or 3 from the risk bond (19 USC 4321(c)): no feed brings the CTPAT status of importers.',
  },
  'CI-002': {
    ...applied,
    id: 'CI-002',
    says: 'A covered importer that is a risk to revenue secures it by bonds or other legal measures.',
    authority: ['EO 13785 § 3'],
    legalStatus: 'IN_FORCE',
    effectiveOn: '2017-03-31',
  },
  'BS-001': {
    ...applied,
    id: 'BS-001',
    says: 'A continuous bond is at least a tenth of the duties, taxes and fees of the last twelve months, at least the minimum, rounded up to $10,000 and above $100,000 to $100,000.',
    authority: ['19 CFR 113.13', 'Customs Directive 3510-004'],
    legalStatus: 'IN_FORCE',
    effectiveOn: '1991-07-23',
    parameters: ['bondRatePercent', 'leastContinuousBondCents'],
  },
  'BS-002': {
    ...applied,
    id: 'BS-002',
    says: 'Where goods are under antidumping or countervailing duty the duty at the rate of the case is added.',
    authority: ['19 USC 1623'],
    legalStatus: 'IN_FORCE',
    effectiveOn: '1991-07-23',
    notApplied:
      'No feed brings the rates of the cases; the duties paid on such goods are in the base of BS-001.',
  },
  'BS-003': {
    ...applied,
    id: 'BS-003',
    says: 'While the continuous bond is insufficient each entry needs a single transaction bond.',
    authority: ['19 CFR 113.13'],
    legalStatus: 'IN_FORCE',
    effectiveOn: '1991-07-23',
    outcomes: ['DENY'],
  },
  'BS-004': {
    ...applied,
    id: 'BS-004',
    says: 'A bond for high-risk shipments is a multiple of the formula.',
    authority: ['EO 14411 § 5'],
    legalStatus: 'PROPOSED',
    effectiveOn: '2026-06-03',
    parameters: ['highRiskBondMultiplier'],
  },
  'BS-005': {
    ...applied,
    id: 'BS-005',
    says: 'The duties of all numbers of one employer identification number that use a bond count together.',
    authority: ['19 CFR 113.13'],
    legalStatus: 'IN_FORCE',
    effectiveOn: '1991-07-23',
    notApplied:
      'The users that a bond names: no feed brings them. A number of the same root without a continuous bond of its own is taken to use the one there is.',
  },
} as const satisfies Readonly<Record<string, RuleStatement>>;
