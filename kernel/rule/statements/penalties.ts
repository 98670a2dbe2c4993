import type { RuleStatement } from '../statement.ts';

const proposed = {
  version: 1,
  required: false,
  parameters: [],
  cure: null,
  notApplied: null,
  reading: null,
  owner: 'entries',
  outcomes: ['DETERMINES'],
  legalStatus: 'PROPOSED',
  effectiveOn: '2026-09-01',
} as const;

/** The rules of penalties, PN-001 to PN-005. */
export const PENALTY_RULES = {
  'PN-001': {
    ...proposed,
    id: 'PN-001',
    says: 'Mitigation leaves at least half of the assessed penalty, but for exceptional circumstances that materially affect national security.',
    authority: ['EO 14411 § 4(c)'],
    parameters: ['mitigationFloorPercent'],
  },
  'PN-002': {
    ...proposed,
    id: 'PN-002',
    reading:
      'The exception for national security is written for the floor of PN-001 and is not taken to reach repeat offenders.',
    says: 'A repeat offender has no mitigation.',
    authority: ['EO 14411 § 4(c)'],
  },
  'PN-003': {
    ...proposed,
    id: 'PN-003',
    says: 'Mitigation leaves at least the minimum of liquidated damages.',
    authority: ['EO 14411 § 4(c)'],
    parameters: ['liquidatedDamagesFloorCents'],
    notApplied: 'The order gives no amount; while the parameter is not set nothing is enforced.',
  },
  'PN-004': {
    ...proposed,
    id: 'PN-004',
    reading:
      'What 19 USC 1592(c)(4) reduces for a prior disclosure is the penalty itself and no mitigation: the floor of PN-001 does not hold it back.',
    says: 'A penalty under 19 USC 1592 is at most what the statute allows, which comes before any floor; what a prior disclosure reduces is no mitigation.',
    authority: ['19 USC 1592(c)'],
    legalStatus: 'IN_FORCE',
    effectiveOn: '1978-10-03',
  },
  'PN-005': {
    ...proposed,
    id: 'PN-005',
    says: 'A repeat offender has an earlier final violation of the same kind within five years, its own or that of an affiliate whose conduct is attributed to it.',
    authority: ['EO 14411 § 4(c)'],
    parameters: ['repeatOffenderMonths'],
  },
} as const satisfies Readonly<Record<string, RuleStatement>>;
