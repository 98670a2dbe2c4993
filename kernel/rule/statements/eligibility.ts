import type { RuleStatement } from '../statement.ts';

const applied = {
  version: 1,
  required: false,
  parameters: [],
  cure: null,
  notApplied: null,
  reading: null,
} as const;
const proposed = {
  ...applied,
  legalStatus: 'PROPOSED',
  effectiveOn: '2026-06-03',
  owner: 'importers',
} as const;
const inForce = { ...applied, legalStatus: 'IN_FORCE', owner: 'importers' } as const;

/** The rules of entry eligibility, EF-000 to EF-008. */
export const ELIGIBILITY_RULES = {
  'EF-000': {
    ...proposed,
    id: 'EF-000',
    says: 'Whoever may not import may not file: the gate of standing comes first.',
    authority: ['EO 14411 § 2(d)'],
    outcomes: ['DENY'],
  },
  'EF-001': {
    ...proposed,
    id: 'EF-001',
    says: 'An importer not shown to be a U.S. importer of record may not make informal entry.',
    reading:
      'DEFINITION_A_CONTROLS: § 10(b) names what does not meet the definition in (a). In the other reading, LITERAL_B, each lack that (b) lists makes an importer foreign. Both are told of each importer; so for EF-003 and EF-004.',
    authority: ['EO 14411 § 2(b)(i)'],
    outcomes: ['DENY'],
  },
  'EF-002': {
    ...inForce,
    id: 'EF-002',
    says: 'Informal entry is for goods of at most $2,500 that are under no antidumping or countervailing duty.',
    authority: ['19 USC 1498(a)(1)(A)', '19 CFR 143.21', '19 CFR 143.22'],
    effectiveOn: '2013-01-07',
    outcomes: ['DENY'],
    parameters: ['informalMostCents'],
    notApplied:
      'Its limbs for quotas and for articles of which CBP requires formal entry: the question does not say what the goods are.',
  },
  'EF-002b': {
    ...inForce,
    id: 'EF-002b',
    says: 'Informal entry of goods over $800 is made by the owner, the purchaser, or a broker that they designate.',
    authority: ['19 CFR 143.26'],
    effectiveOn: '2016-08-26',
    outcomes: ['DENY'],
    notApplied: 'No feed says who owns or buys the goods; it is told as a condition.',
  },
  'EF-003': {
    ...proposed,
    id: 'EF-003',
    says: 'Formal entry by an importer not shown to be a U.S. importer of record is secured by a single transaction bond, unless CBP permits a continuous one.',
    authority: ['EO 14411 § 2(c)(i)(1)'],
    outcomes: ['DENY'],
    notApplied: 'Its permissions of a continuous bond: CBP has given none, and no feed would bring them.',
  },
  'EF-004': {
    ...proposed,
    id: 'EF-004',
    says: 'Formal entry by an importer not shown to be a U.S. importer of record is made by a CTPAT-validated importer, or through a licensed and CTPAT-validated broker.',
    authority: ['EO 14411 § 2(c)(i)(2)'],
    reading:
      'EITHER: "or" makes the two ways alternatives. In the other reading, CTPAT_PRIMARY, an importer that CBP found eligible must be validated itself.',
    outcomes: ['DENY'],
    notApplied:
      "Its limb for the importer's own CTPAT validation: no feed brings the CTPAT status of importers.",
  },
  'EF-005': {
    ...proposed,
    id: 'EF-005',
    says: 'Every formal and informal entry names its importer of record and is secured by a bond, by sufficient tangible domestic assets, or by both.',
    authority: ['EO 14411 § 2(a)(ii)'],
    outcomes: ['DENY'],
    parameters: ['leastDomesticAssetsCents'],
  },
  'EF-006': {
    ...inForce,
    id: 'EF-006',
    says: 'Entry is made by the owner or purchaser of the goods, or by a licensed broker that they or the consignee designate.',
    authority: ['19 USC 1484(a)(2)(B)'],
    effectiveOn: '1983-02-01',
    outcomes: ['DENY'],
    notApplied: 'Its limb for ownership of the goods: no feed says who owns or buys them.',
  },
  'EF-007': {
    ...inForce,
    id: 'EF-007',
    says: 'The importer number is active in the registry; else ACE rejects the filing (333, 875).',
    authority: ['19 CFR 24.5(e)'],
    effectiveOn: '2026-07-16',
    outcomes: ['DENY'],
    parameters: ['inactiveAfterDays'],
  },
  'EF-008': {
    ...inForce,
    id: 'EF-008',
    says: 'An entry type is filed only while it is accepted: type 86 not from 29 August 2025 on.',
    authority: ['EO 14324', '90 FR 42418'],
    effectiveOn: '2025-08-29',
    outcomes: ['DENY'],
  },
} as const satisfies Readonly<Record<string, RuleStatement>>;
