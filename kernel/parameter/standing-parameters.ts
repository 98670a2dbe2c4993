import type { Parameter } from './parameter.ts';

/** Every number of the standing ruleset, by name: what the law gives, and what we chose where it gives none. */
export const STANDING_PARAMETERS = {
  liabilityGraceDays: {
    name: 'liabilityGraceDays',
    unit: 'days',
    says: 'Days past due after which an unpaid liability is a failure of standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 30,
        basis: 'EO 14411 § 2(d) names payment of customs liabilities and gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  liabilityLeastCents: {
    name: 'liabilityLeastCents',
    unit: 'cents',
    says: 'Unpaid liabilities below this are watched and no more.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 10_000,
        basis: 'EO 14411 § 2(d) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  seizureWatchMonths: {
    name: 'seizureWatchMonths',
    unit: 'months',
    says: 'Months for which a seizure of contraband without a final determination is watched.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 12,
        basis: 'A seizure is not a finding by CBP: EO 14411 § 2(d)',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  penaltyLookBackMonths: {
    name: 'penaltyLookBackMonths',
    unit: 'months',
    says: 'Months for which a final penalty counts.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 60,
        basis: 'EO 14411 §§ 2(d), 4(c) give no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  gravePenalties: {
    name: 'gravePenalties',
    unit: 'penalties',
    says: 'Final penalties for gross negligence or fraud within the look-back that fail standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 2,
        basis: 'EO 14411 § 2(d) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  anyPenalties: {
    name: 'anyPenalties',
    unit: 'penalties',
    says: 'Final penalties of any culpability within the look-back that fail standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 3,
        basis: 'EO 14411 § 2(d) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  evasionMonths: {
    name: 'evasionMonths',
    unit: 'months',
    says: 'Months for which a determination of evasion fails standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 24,
        basis: 'EO 14411 § 4(b) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  forcedLaborMonths: {
    name: 'forcedLaborMonths',
    unit: 'months',
    says: 'Months for which a final forced-labor finding counts; a second one within them fails standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 36,
        basis: 'EO 14411 § 4(b) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  tradeFraudMonths: {
    name: 'tradeFraudMonths',
    unit: 'months',
    says: 'Months for which a final finding of misdescribed goods counts; a second one within them fails standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 36,
        basis: 'EO 14411 § 4(b) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  auditMonths: {
    name: 'auditMonths',
    unit: 'months',
    says: 'Months for which a failed audit counts; not to respond fails standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 24,
        basis: 'EO 14411 § 2(e) names audit results and gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  affiliateControlPercent: {
    name: 'affiliateControlPercent',
    unit: 'percent',
    says: "Share from which an affiliate's failure counts as one's own, as does control.",
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 50,
        basis: 'EO 14411 § 2(d) does not define affiliates; 50 percent is the rule of common control',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  affiliateWatchPercent: {
    name: 'affiliateWatchPercent',
    unit: 'percent',
    says: "Share from which an affiliate's failure is watched.",
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 10,
        basis: 'EO 14411 § 2(d) does not define affiliates',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  inactiveAfterDays: {
    name: 'inactiveAfterDays',
    unit: 'days',
    says: 'Days without a transaction after which a number is not usable for entry.',
    values: [
      {
        effectiveOn: '2026-07-16',
        value: 366,
        basis: '19 CFR 24.5(e), as ACE applies it since 16 July 2026',
        status: 'SETTLED',
        legalStatus: 'IN_FORCE',
      },
    ],
  },
  dataCureDays: {
    name: 'dataCureDays',
    unit: 'days',
    says: 'Days to cure a defect of the data of CBP Form 5106 before it fails standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 30,
        basis: 'EO 14411 § 2(a)(iii) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  disclosureCureDays: {
    name: 'disclosureCureDays',
    unit: 'days',
    says: 'Days to give a missing disclosure before its lack fails standing.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 60,
        basis: 'EO 14411 § 2(a)(iii), whose 180 days end on 30 November 2026, gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  bondCureDays: {
    name: 'bondCureDays',
    unit: 'days',
    says: 'Days to replace a terminated or raise an insufficient bond before it fails standing.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 30,
        basis: '19 CFR 113.13 gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  leastDomesticAssetsCents: {
    name: 'leastDomesticAssetsCents',
    unit: 'cents',
    says: 'Least tangible domestic assets of an importer whose bonding is below the minimum.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 5_000_000,
        basis: 'EO 14411 § 2(a)(i) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  leastContinuousBondCents: {
    name: 'leastContinuousBondCents',
    unit: 'cents',
    says: 'Least continuous bond of activity 1.',
    values: [
      {
        effectiveOn: '1991-07-23',
        value: 5_000_000,
        basis: 'Customs Directive 3510-004',
        status: 'SETTLED',
        legalStatus: 'IN_FORCE',
      },
    ],
  },
  bondRatePercent: {
    name: 'bondRatePercent',
    unit: 'percent',
    says: "Share of a year's duties, taxes and fees that a continuous bond must cover.",
    values: [
      {
        effectiveOn: '1991-07-23',
        value: 10,
        basis: 'Customs Directive 3510-004',
        status: 'SETTLED',
        legalStatus: 'IN_FORCE',
      },
    ],
  },
  highRiskBondMultiplier: {
    name: 'highRiskBondMultiplier',
    unit: 'times',
    says: 'By how much a bond for high-risk shipments exceeds the formula; 1 is off.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 1,
        basis: 'EO 14411 § 5 directs higher bonds and gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  brokerNonCompliantClients: {
    name: 'brokerNonCompliantClients',
    unit: 'clients',
    says: "Clients not in good standing within 24 months that bring a broker's record to review.",
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 3,
        basis: 'EO 14411 § 4(a) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  brokerLookBackMonths: {
    name: 'brokerLookBackMonths',
    unit: 'months',
    says: "Months over which a broker's clients are counted.",
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 24,
        basis: 'EO 14411 § 4(a) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  identityFailurePenaltyCents: {
    name: 'identityFailurePenaltyCents',
    unit: 'cents',
    says: 'Most that a broker owes for not verifying who an importer is.',
    values: [
      {
        effectiveOn: '2016-02-24',
        value: 1_000_000,
        basis: '19 USC 1641(i)',
        status: 'SETTLED',
        legalStatus: 'IN_FORCE',
      },
    ],
  },
  identityVerificationMonths: {
    name: 'identityVerificationMonths',
    unit: 'months',
    says: 'Months for which a broker that verified who an importer is need not do so again.',
    values: [
      {
        effectiveOn: '2016-02-24',
        value: 12,
        basis: '19 USC 1641(i) leaves it to regulations; 84 FR 40302 proposes a yearly update',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  mitigationFloorPercent: {
    name: 'mitigationFloorPercent',
    unit: 'percent',
    says: 'Least share of an assessed penalty that mitigation leaves.',
    values: [
      {
        effectiveOn: '2026-09-01',
        value: 50,
        basis: 'EO 14411 § 4(c)',
        status: 'SETTLED',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  liquidatedDamagesFloorCents: {
    name: 'liquidatedDamagesFloorCents',
    unit: 'cents',
    says: 'Least amount of liquidated damages after mitigation; not set, so not applied.',
    values: [
      {
        effectiveOn: '2026-09-01',
        value: null,
        basis: 'EO 14411 § 4(c) directs a floor and gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  repeatOffenderMonths: {
    name: 'repeatOffenderMonths',
    unit: 'months',
    says: 'Months within which an earlier final violation of the same kind makes a repeat offender.',
    values: [
      {
        effectiveOn: '2026-09-01',
        value: 60,
        basis: 'EO 14411 § 4(c) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  noticeDays: {
    name: 'noticeDays',
    unit: 'days',
    says: 'Calendar days from publication in SAM within which a notice of re-establishment is due.',
    values: [
      {
        effectiveOn: '2020-01-31',
        value: 60,
        basis: 'EO 13904 § 3(a)',
        status: 'SETTLED',
        legalStatus: 'IN_FORCE',
      },
    ],
  },
  certificationYears: {
    name: 'certificationYears',
    unit: 'years',
    says: 'Years that a certification of confidentiality stays in force from its receipt.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 2,
        basis: '19 CFR 103.31(d)',
        status: 'SETTLED',
        legalStatus: 'IN_FORCE',
      },
    ],
  },
  renewalNoticeDays: {
    name: 'renewalNoticeDays',
    unit: 'days',
    says: 'Days before the last day of a certification by which its renewal is to be filed.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 60,
        basis: '19 CFR 103.31(d)',
        status: 'SETTLED',
        legalStatus: 'IN_FORCE',
      },
    ],
  },
  confidentialityReviewMonths: {
    name: 'confidentialityReviewMonths',
    unit: 'months',
    says: 'Months within which CBP reviews a certification of confidentiality; not set, so not applied.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: null,
        basis:
          'EO 14411 § 6 requires periodic review as appropriate and gives no period; 12 months are proposed',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  confidentialityReviewGraceDays: {
    name: 'confidentialityReviewGraceDays',
    unit: 'days',
    says: 'Days after a review fell due from which a certification that was not upheld expires; not set, so not applied.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: null,
        basis: 'EO 14411 § 6 requires expiration as appropriate and gives no period; 90 days are proposed',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  controlReviewMonths: {
    name: 'controlReviewMonths',
    unit: 'months',
    says: 'Months over which control must have been American at all times.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 12,
        basis: 'EO 14411 § 10(a) says at all times and gives no period',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  informalMostCents: {
    name: 'informalMostCents',
    unit: 'cents',
    says: 'Greatest value of an informal entry.',
    values: [
      {
        effectiveOn: '2013-01-07',
        value: 250_000,
        basis: '19 USC 1498(a)(1)(A); 19 CFR 143.21',
        status: 'SETTLED',
        legalStatus: 'IN_FORCE',
      },
    ],
  },
  newImporterMonths: {
    name: 'newImporterMonths',
    unit: 'months',
    says: 'Months from the first entry within which an importer is new.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 12,
        basis: '19 USC 4321(b); EO 14411 § 2(e) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  newImporterEntries: {
    name: 'newImporterEntries',
    unit: 'entries',
    says: 'Entries below which an importer is new.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 5,
        basis: 'EO 14411 § 2(e) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  cleanMonths: {
    name: 'cleanMonths',
    unit: 'months',
    says: 'Months without a finding that a trusted importer needs.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 36,
        basis: 'EO 14411 § 2(e) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  elevatedScore: {
    name: 'elevatedScore',
    unit: 'points',
    says: 'Score from which the tier is elevated.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 40,
        basis: 'EO 14411 § 2(e) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  highScore: {
    name: 'highScore',
    unit: 'points',
    says: 'Score from which the tier is high.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 70,
        basis: 'EO 14411 § 2(e) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  complianceWeight: {
    name: 'complianceWeight',
    unit: 'points',
    says: 'Most that compliance history adds to the score.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 40,
        basis: 'EO 14411 § 2(e) gives no weights',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  enforcementWeight: {
    name: 'enforcementWeight',
    unit: 'points',
    says: 'Most that enforcement actions add to the score.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 35,
        basis: 'EO 14411 § 2(e) gives no weights',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  auditWeight: {
    name: 'auditWeight',
    unit: 'points',
    says: 'Most that audit results add to the score.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 25,
        basis: 'EO 14411 § 2(e) gives no weights',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  shrinkLines: {
    name: 'shrinkLines',
    unit: 'lines',
    says: "Entry lines with which the peer mean weighs against an importer's own rate.",
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 200,
        basis: 'EO 14411 § 2(e) gives no method',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  peerViolationsPerMille: {
    name: 'peerViolationsPerMille',
    unit: 'violations per 1,000 lines',
    says: 'Mean rate of violations among importers.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 1,
        basis: 'EO 14411 § 2(e) gives no method',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  worstViolationsPerMille: {
    name: 'worstViolationsPerMille',
    unit: 'violations per 1,000 lines',
    says: 'Rate of violations at which compliance history adds its most.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 20,
        basis: 'EO 14411 § 2(e) gives no method',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  recencyHalfLifeMonths: {
    name: 'recencyHalfLifeMonths',
    unit: 'months',
    says: 'Months after which an enforcement action weighs half.',
    values: [
      {
        effectiveOn: '2026-06-03',
        value: 24,
        basis: 'EO 14411 § 2(e) gives no method',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  vettingDaysT0: {
    name: 'vettingDaysT0',
    unit: 'days',
    says: 'Days from one vetting of a new importer to the next.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 180,
        basis:
          '19 USC 4321(b) asks for a review of new importers; EO 14411 § 2(f), whose 180 days end on 30 November 2026, gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  vettingDaysT1: {
    name: 'vettingDaysT1',
    unit: 'days',
    says: 'Days from one vetting of a trusted importer to the next.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 1095,
        basis: 'EO 14411 § 2(f), whose 180 days end on 30 November 2026, gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  vettingDaysT2: {
    name: 'vettingDaysT2',
    unit: 'days',
    says: 'Days from one vetting of an importer of the standard tier to the next.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 730,
        basis: 'EO 14411 § 2(f), whose 180 days end on 30 November 2026, gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  vettingDaysT3: {
    name: 'vettingDaysT3',
    unit: 'days',
    says: 'Days from one vetting of an importer of the elevated tier to the next.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 180,
        basis: 'EO 14411 § 2(f), whose 180 days end on 30 November 2026, gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  vettingDaysT4: {
    name: 'vettingDaysT4',
    unit: 'days',
    says: 'Days from one vetting of an importer of the high tier to the next.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 90,
        basis: 'EO 14411 § 2(f), whose 180 days end on 30 November 2026, gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  vettingDaysTX: {
    name: 'vettingDaysTX',
    unit: 'days',
    says: 'Days from one vetting of an excluded importer to the next.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 90,
        basis: 'EO 14411 § 2(f), whose 180 days end on 30 November 2026, gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  vettingDaysPerson: {
    name: 'vettingDaysPerson',
    unit: 'days',
    says: 'Days from one vetting of a customs broker, a custodian of bonded merchandise or a freight forwarder to the next.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 730,
        basis: 'EO 14411 § 2(f), whose 180 days end on 30 November 2026, gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
  vettingNoticeDays: {
    name: 'vettingNoticeDays',
    unit: 'days',
    says: 'Days within which a vetting is done that a higher tier or an officer brings forward.',
    values: [
      {
        effectiveOn: '2026-11-30',
        value: 30,
        basis: 'EO 14411 § 2(f) gives no number',
        status: 'POLICY',
        legalStatus: 'PROPOSED',
      },
    ],
  },
} as const satisfies Readonly<Record<string, Parameter<number | null>>>;
