import type { Audience } from '../viewer/viewer.ts';

interface RuleEntry {
  readonly authority: string;
  /** Audiences that may ever read a field under this rule, CBP apart: for all others the field does not exist. */
  readonly audiences: readonly Audience[];
  readonly says: string;
}

/**
 * The disclosure matrix, rule by rule: under which authority, and for which
 * audiences a field under the rule exists at all. Which record, at which stage
 * and in which relation is decided in the subgraph that owns the data.
 */
export const DISCLOSURE_RULES = {
  IMPORTER_NAME: {
    authority: '19 CFR 103.31(d); 18 USC 1905',
    audiences: [
      'PGA',
      'IMPORTER',
      'BROKER',
      'PLATFORM',
      'PUBLIC',
      'CARRIER',
      'POST',
      'USPS',
      'RIGHTS_HOLDER',
    ],
    says: 'Names of an importer: agencies with jurisdiction, the importer itself, its broker of today; a platform with the consent of the importer; anyone while its trusted listing is in force. A confidentiality certification in force withholds from all but CBP, agencies with jurisdiction and itself.',
  },
  IMPORTER_NUMBER: {
    authority: '5 USC 552a(b); 19 CFR 24.5',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Importer numbers: agencies with jurisdiction, the importer itself, its broker of today. A Social Security number only for the purpose IDENTITY.',
  },
  IMPORTER_CONTACT: {
    authority: '18 USC 1905; EO 14411 § 2(a)(iii); 19 CFR 103.31(d)',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Addresses and contacts of an importer: agencies with jurisdiction, the importer itself, its broker of today; not the broker while a confidentiality certification is in force.',
  },
  IMPORTER_PROFILE: {
    authority: '18 USC 1905; EO 14411 § 2(a)(iii)',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'What the importer disclosed of its business: agencies with jurisdiction, the importer itself, its broker of today.',
  },
  IMPORTER_OWNERSHIP: {
    authority: 'EO 14411 § 2(a)(iii); 5 USC 552a(b)',
    audiences: ['PGA', 'IMPORTER'],
    says: 'Owners, affiliates and assets: agencies with jurisdiction whose agreement grants it, for risk assessment, identity or enforcement, and the importer itself.',
  },
  IMPORTER_SECURITY: {
    authority: '19 CFR 113; 18 USC 1905',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Bonds of an importer: agencies with jurisdiction, the importer itself, its broker of today.',
  },
  STANDING_STATUS: {
    authority: 'EO 14411 § 2(d)',
    audiences: ['PGA', 'IMPORTER', 'BROKER', 'PLATFORM'],
    says: 'Registry and standing status: agencies with jurisdiction, the importer itself, its broker of today; a platform only with the consent of the importer.',
  },
  STANDING_CONSENT: {
    authority: 'EO 14411 § 2(d); 5 USC 552a(b)',
    audiences: ['IMPORTER'],
    says: 'Consents of an importer to platforms: the importer itself.',
  },
  LISTING_RECORD: {
    authority: 'CBP E-Commerce Strategy obj. 3.2, 4.2; 18 USC 1905',
    audiences: ['IMPORTER'],
    says: 'Applications for the trusted registry, what was decided on them, suspensions, and enrolments as a known shipper: the importer itself.',
  },
  STANDING_REASONS: {
    authority: 'EO 14411 § 2(d); 5 USC 552(b)(7)',
    audiences: ['PGA', 'IMPORTER'],
    says: 'Why a standing is what it is: agencies with jurisdiction, and the importer itself; evidence under a law-enforcement hold, and of affiliates all but public exclusions, to CBP alone.',
  },
  RISK_TIER: {
    authority: 'EO 14411 § 2(e), § 2(f)',
    audiences: ['PGA'],
    says: 'The risk tier of an importer: agencies with jurisdiction.',
  },
  VETTING: {
    authority: 'EO 14411 § 2(e), § 2(f)',
    audiences: ['PGA'],
    says: 'Vettings of an importer, when they are due and what they came to: agencies with jurisdiction. Who of CBP vetted, and vettings of affiliates, custodians and forwarders: CBP alone.',
  },
  IMPORTER_RESIDENCY: {
    authority: 'EO 14411 § 10; EO 13785 § 2(b)',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Whether an importer is a U.S. importer of record: agencies with jurisdiction, the importer itself, its broker of today.',
  },
  COVERED_IMPORTER: {
    authority: 'EO 14411 § 10; EO 13785 § 2(b)',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Whether an importer is covered for antidumping and countervailing duty: agencies with jurisdiction, the importer itself, its broker of today.',
  },
  ENTRY_ELIGIBILITY: {
    authority: 'EO 14411 § 2(b)-(d)',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Whether an importer may file an entry, and by which rules not: agencies with jurisdiction, the importer itself, its broker of today.',
  },
  CONFIDENTIALITY: {
    authority: '19 CFR 103.31(d); EO 14411 § 6',
    audiences: ['IMPORTER'],
    says: 'Certifications of confidentiality: the certifier itself.',
  },
  KNOWN_SHIPPER: {
    authority: 'CBP E-Commerce Strategy obj. 3.2',
    audiences: ['PGA', 'IMPORTER', 'BROKER', 'CARRIER', 'PLATFORM'],
    says: 'Membership in the known-shipper programme, yes or no: agencies, brokers, carriers, platforms, the importer itself.',
  },
  ENTRY_HISTORY: {
    authority: '19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'The entries of an importer: agencies for entries with a line flagged to them, the importer itself, the broker that filed for its client.',
  },
  ENTRY_PARTIES: {
    authority: '19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Importer and broker of an entry: as for the entry.',
  },
  ENTRY_IDENTIFIERS: {
    authority: '19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Entry numbers: as for the entry.',
  },
  ENTRY_LINES: {
    authority: '19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Lines of an entry, and what is counted over lines: an agency only those flagged to it; the importer and its broker all.',
  },
  ENTRY_COMMERCIAL: {
    authority: '18 USC 1905; 19 USC 1411(d); 19 CFR 111.24',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Values, duties and security: an agency only for the purpose and with the grant of its agreement; the importer and its broker.',
  },
  VIOLATIONS: {
    authority: '19 CFR 103.32',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Violation findings, evasion cases and detentions for forced labor: agencies that they are flagged to, the importer itself, its broker of today; evasion cases to importer and broker once the parties were told that there is one (19 CFR 165.15(d)).',
  },
  PENALTY: {
    authority: '19 CFR 103.32',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Penalties and liquidated damages: agencies that they are flagged to, the importer itself, its broker of today; none of a seizure under a hold. What follows from other findings: not to agencies, and to others where findings are granted too. Of closed cases the six items of 103.32 are public record, under no rule.',
  },
  SEIZURE_FACTS: {
    authority: '19 CFR 103.32',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Seizures of an importer or entry: agencies with jurisdiction, the importer itself, its broker of today. Rights holders reach seizures through their recordations only.',
  },
  RECORDATION_SEIZURES: {
    authority: '19 CFR 133.21; 19 USC 1628a',
    audiences: ['RIGHTS_HOLDER'],
    says: 'Seizures on a recordation: its owner or verified agent, while the recordation is active or in grace on the day of the event and on the day asked.',
  },
  SEIZURE_STAGE: {
    authority: '19 CFR 103.32, 133.21; 19 USC 1628a(d)',
    audiences: ['PGA', 'IMPORTER', 'BROKER', 'RIGHTS_HOLDER'],
    says: 'Where goods stand and why CBP acted: whoever may know of the seizure, unless a hold is in force.',
  },
  SEIZURE_LIMITED: {
    authority: '19 CFR 133.21(b)(4), 133.25',
    audiences: ['PGA', 'IMPORTER', 'BROKER', 'RIGHTS_HOLDER'],
    says: 'Limited importation information: a rights holder from detention on, before it where CBP has released it; of goods abandoned before seizure nothing, while the policy is off.',
  },
  SEIZURE_PARTIES: {
    authority: '19 CFR 133.21(e), 133.42',
    audiences: ['PGA', 'IMPORTER', 'BROKER', 'RIGHTS_HOLDER'],
    says: 'Manufacturer, exporter, importer: a rights holder from seizure on; never for gray market goods.',
  },
  SEIZURE_REDACTED_IMAGES: {
    authority: '19 CFR 133.21(b)(5)',
    audiences: ['PGA', 'IMPORTER', 'RIGHTS_HOLDER'],
    says: 'Redacted images: a rights holder where CBP has released them; never for gray market goods.',
  },
  SEIZURE_IMAGES: {
    authority: '19 CFR 133.21(b)(3), (c), (f); 19 USC 1628a',
    audiences: ['PGA', 'IMPORTER', 'RIGHTS_HOLDER'],
    says: "Unredacted images: a rights holder where CBP has released them after the importer's seven business days, or of goods seized and asked for; never for gray market goods.",
  },
  SEIZURE_RELEASES: {
    authority: '19 CFR 133.21(b)(2)(ii), (b)(5), (c), (f)',
    audiences: ['IMPORTER', 'RIGHTS_HOLDER'],
    says: 'What CBP released, and samples: a rights holder for its own recordations; the importer what was released, but for the bond of a sample.',
  },
  SEIZURE_CASE: {
    authority: '18 USC 1905; 5 USC 552(b)(4), (7)',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Case number, importer and entry of a seizure: agencies with jurisdiction, the importer itself, its broker of today; never a rights holder. Who of CBP decided on a release: CBP alone.',
  },
  SEIZURE_VALUE: {
    authority: '18 USC 1905; 5 USC 552(b)(4), (7)',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Domestic value of a seizure: agencies with jurisdiction, the importer itself, its broker of today; never a rights holder.',
  },
  SEIZURE_CLOCKS: {
    authority: '19 USC 1499(c); 19 CFR 133.21, 133.25; 5 USC 552(b)(7)',
    audiences: ['PGA', 'IMPORTER', 'BROKER', 'RIGHTS_HOLDER'],
    says: "Events and statutory clocks of a seizure: agencies with jurisdiction, the importer itself, its broker of today; a rights holder the clocks of what CBP owes to it, and the events but for the presentation and the importer's answer.",
  },
  EXCLUSION_LINK: {
    authority: '5 USC 552a(b)',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'The link of a public exclusion to an importer: agencies with jurisdiction, the importer itself, its broker of today.',
  },
  REESTABLISHMENT: {
    authority: 'EO 13904 § 1, § 3(a); 5 USC 552a(b)',
    audiences: ['BROKER', 'CARRIER'],
    says: 'Notices of re-establishment: the carrier or broker that gave them. Leads that CBP works on, importers like a party it screens, and referrals for present responsibility: CBP alone.',
  },
  POST_SCORE: {
    authority: 'EO 13904 § 5(a)',
    audiences: ['PGA', 'POST', 'USPS'],
    says: 'The quarterly compliance score of a post, how far from the threshold it is certain, and the measures ordered: agencies, and the post itself; USPS where it is that post.',
  },
  POST_FACTORS: {
    authority: 'EO 13904 § 5(a); 5 USC 552(b)(7)(E)',
    audiences: ['POST', 'USPS'],
    says: 'The inputs of the non-compliance metric: the post itself; USPS where it is that post.',
  },
  POST_SHIPMENTS: {
    authority: 'EO 13904 § 5(c); 19 CFR 145.74',
    audiences: ['POST', 'USPS'],
    says: 'Information that CBP requires of single shipments: USPS, in whose hands they are, of every post; the post that dispatched them of its own.',
  },
  CTPAT_STATUS: {
    authority: 'CBP E-Commerce Strategy obj. 3.2',
    audiences: [
      'PGA',
      'IMPORTER',
      'BROKER',
      'CARRIER',
      'POST',
      'USPS',
      'PLATFORM',
      'RIGHTS_HOLDER',
      'PUBLIC',
    ],
    says: 'CTPAT status of a broker: agencies, the broker itself, its clients of today; anyone where the broker consents.',
  },
  BROKER_CLIENTS: {
    authority: '19 CFR 111.24',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Who is whose client: agencies with jurisdiction, the client itself, the broker itself.',
  },
  BROKER_RECORD: {
    authority: 'EO 14411 § 4(a)',
    audiences: ['BROKER'],
    says: 'The record of a broker: the broker itself.',
  },
  PROVENANCE: {
    authority: '18 USC 1905',
    audiences: ['PGA', 'IMPORTER', 'BROKER'],
    says: 'Where a stored fact came from: agencies for every record they may know of; an importer and its broker as for the record.',
  },
  VIOLATION_REPORT: {
    authority: '19 USC 4318(a)(3)-(4); 5 USC 552(b)(7)(D)',
    audiences: ['PGA', 'PLATFORM', 'PUBLIC'],
    says: 'Reports of potential trade violations: status and follow-ups to who holds the receipt; what was reported to agencies that it was flagged to and to the platform that submitted it; who reported to CBP alone.',
  },
} as const satisfies Record<string, RuleEntry>;

export type DisclosureRule = keyof typeof DISCLOSURE_RULES;

/** Whether a field under this rule exists for the audience at all. CBP sees all, always recorded. */
export function existsFor(rule: DisclosureRule, audience: Audience): boolean {
  const audiences: readonly Audience[] = DISCLOSURE_RULES[rule].audiences;
  return audience === 'CBP' || audiences.includes(audience);
}

export function isDisclosureRule(text: string): text is DisclosureRule {
  return Object.hasOwn(DISCLOSURE_RULES, text);
}
