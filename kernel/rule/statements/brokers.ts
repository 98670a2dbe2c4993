import type { RuleStatement } from '../statement.ts';

const applied = {
  version: 1,
  required: false,
  parameters: [],
  cure: null,
  notApplied: null,
  reading: null,
  owner: 'brokers',
  outcomes: ['REVIEW'],
  legalStatus: 'IN_FORCE',
} as const;

/** The rules of brokers, BR-001 to BR-005, and of notices of re-establishment, RN-001 and RN-002. */
export const BROKER_RULES = {
  'BR-001': {
    ...applied,
    id: 'BR-001',
    says: "A broker's record is adverse while its licence is suspended or revoked.",
    authority: ['19 CFR 111.53'],
    effectiveOn: '2000-04-14',
  },
  'BR-002': {
    ...applied,
    id: 'BR-002',
    says: 'A broker that does not verify who an importer is owes a penalty of up to $10,000.',
    authority: ['19 USC 1641(i)'],
    effectiveOn: '2016-02-24',
    parameters: ['identityFailurePenaltyCents', 'identityVerificationMonths'],
  },
  'BR-003': {
    ...applied,
    id: 'BR-003',
    says: 'A broker that within two years represents three clients not in good standing comes to review for the maximum penalty, never automatically.',
    authority: ['EO 14411 § 4(a)'],
    legalStatus: 'PROPOSED',
    effectiveOn: '2026-06-03',
    parameters: ['brokerNonCompliantClients', 'brokerLookBackMonths'],
  },
  'BR-004': {
    ...applied,
    id: 'BR-004',
    says: 'A broker advises a client of an error or omission, documents it, and reports a client it leaves for fraud: evidence of due diligence.',
    authority: ['19 CFR 111.39', '19 CFR 111.32'],
    effectiveOn: '2022-12-19',
  },
  'BR-005': {
    ...applied,
    id: 'BR-005',
    says: 'A broker whose CTPAT membership is suspended is on the published list of suspended members.',
    authority: ['6 USC 967(b)'],
    effectiveOn: '2006-10-13',
    notApplied:
      'Its list: no source says which suspensions CBP has published. A suspended membership is told as CTPAT status, to whom that is told.',
  },
} as const satisfies Readonly<Record<string, RuleStatement>>;

export const NOTICE_RULES = {
  'RN-001': {
    ...applied,
    id: 'RN-001',
    says: 'A notice of re-establishment is due 60 calendar days after the exclusion was published; a late one is accepted and marked late.',
    authority: ['EO 13904 § 3(a)'],
    effectiveOn: '2020-01-31',
    owner: 'debarments',
    outcomes: ['DUTY'],
    parameters: ['noticeDays'],
  },
  'RN-002': {
    ...applied,
    id: 'RN-002',
    reading:
      'The order fixes one clock, from publication, and is silent on attempts noticed later: no lateness is held against who could not have noticed.',
    says: 'An attempt first noticed after the 60 days is accepted and marked as after the window; it is not late.',
    authority: ['EO 13904 § 3(a)'],
    effectiveOn: '2020-01-31',
    owner: 'debarments',
    outcomes: ['DUTY'],
    parameters: ['noticeDays'],
  },
} as const satisfies Readonly<Record<string, RuleStatement>>;
