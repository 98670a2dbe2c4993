import type { RuleStatement } from '../statement.ts';

const applied = {
  version: 1,
  legalStatus: 'IN_FORCE',
  effectiveOn: '2026-06-03',
  required: false,
  parameters: [],
  cure: null,
  notApplied: null,
  reading: null,
  owner: 'importers',
  outcomes: ['DETERMINES'],
} as const;

/** The rules of confidentiality on manifests, CF-001 to CF-005. */
export const CONFIDENTIALITY_RULES = {
  'CF-001': {
    ...applied,
    id: 'CF-001',
    says: 'A certification of confidentiality is in force from the day on which CBP received it to its second anniversary, that day included.',
    authority: ['19 CFR 103.31(d)'],
    parameters: ['certificationYears'],
    notApplied: 'Its limb for outward manifests, in force from approval: no feed brings them.',
  },
  'CF-002': {
    ...applied,
    id: 'CF-002',
    says: 'A renewal is timely at least sixty days before the end; a later one is a certification anew, and between the two nothing is in force.',
    authority: ['19 CFR 103.31(d)'],
    parameters: ['renewalNoticeDays'],
  },
  'CF-003': {
    ...applied,
    id: 'CF-003',
    says: 'CBP reviews a certification periodically, and one that is not upheld in time expires.',
    authority: ['EO 14411 § 6'],
    legalStatus: 'PROPOSED',
    parameters: ['confidentialityReviewMonths', 'confidentialityReviewGraceDays'],
    notApplied:
      'The order gives no period; while the parameters are not set no review falls due and nothing expires for want of one.',
  },
  'CF-004': {
    ...applied,
    id: 'CF-004',
    says: 'CBP withdraws a certification that was false: from the day of its decision it is in force no more.',
    authority: ['19 CFR 103.31(d)', 'EO 14411 § 6'],
  },
  'CF-005': {
    ...applied,
    id: 'CF-005',
    says: 'What the public may see of a manifest is settled by the certification in force on the day of the manifest: a later lapse uncovers nothing.',
    authority: ['19 CFR 103.31(d)'],
  },
} as const satisfies Readonly<Record<string, RuleStatement>>;
