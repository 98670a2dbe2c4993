import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';

/** In what relation to the record, and when, an audience is told: what stands after "disclosed". */
export type Words = Partial<Readonly<Record<Audience, string>>>;

const RELATED = {
  PGA: 'where a line of an entry of the importer is flagged to the agency',
  IMPORTER: 'of itself',
  BROKER: 'of a client whose power of attorney is in force today',
} as const;

const ENTRY = {
  PGA: 'of an entry with a line flagged to the agency',
  IMPORTER: 'of its own entries',
  BROKER: 'of an entry filed under its filer code, while the power of attorney of the importer is in force',
} as const;

const NOT_HELD = 'unless a law-enforcement or national-security hold is in force';
const SEIZURE = {
  PGA: `of a seizure with a line flagged to the agency, ${NOT_HELD}`,
  IMPORTER: `of its own goods, ${NOT_HELD}`,
  BROKER: `of goods of a client whose power of attorney is in force today, under an entry that it filed or under none, ${NOT_HELD}`,
} as const;
const NO_OFFICER = 'who of CBP decided on a release, to CBP alone';
const OF_MARK = 'of goods held under a recordation of which it is owner or verified agent';

const OF_EVIDENCE =
  'of what is under a law-enforcement hold no evidence, of an affiliate none but public exclusions';
const LISTED =
  'while the importer is on the public registry of trusted importers, unless certified confidential';
const CONSENTING = 'with the consent of the broker';

/** Who is told what under each rule, and when, CBP apart: the conditions of each decision in words. */
export const DISCLOSURE_WORDS: Readonly<Record<string, Words>> = {
  IMPORTER_NAME: {
    PGA: `${RELATED.PGA}, certified confidential or not; else ${LISTED}`,
    IMPORTER: `of itself, certified confidential or not; of others ${LISTED}`,
    BROKER: `${RELATED.BROKER}, unless certified confidential; else ${LISTED}`,
    PLATFORM: `with the consent of the importer to that platform in force, or ${LISTED}`,
    CARRIER: LISTED,
    POST: LISTED,
    USPS: LISTED,
    RIGHTS_HOLDER: LISTED,
    PUBLIC: LISTED,
  },
  IMPORTER_NUMBER: {
    PGA: `${RELATED.PGA}; a Social Security number only for the purpose IDENTITY`,
    IMPORTER: 'of itself; a Social Security number only for the purpose IDENTITY',
    BROKER: `${RELATED.BROKER}; a Social Security number only for the purpose IDENTITY`,
  },
  IMPORTER_CONTACT: { ...RELATED, BROKER: `${RELATED.BROKER}, unless certified confidential` },
  IMPORTER_PROFILE: RELATED,
  IMPORTER_OWNERSHIP: {
    PGA: `${RELATED.PGA}, for RISK_ASSESSMENT, IDENTITY or ENFORCEMENT`,
    IMPORTER: RELATED.IMPORTER,
  },
  IMPORTER_SECURITY: RELATED,
  IMPORTER_RESIDENCY: RELATED,
  COVERED_IMPORTER: RELATED,
  STANDING_STATUS: {
    ...RELATED,
    PLATFORM:
      'with the consent of the importer to that platform in force, at most 30 days and revocable at once',
  },
  STANDING_REASONS: {
    PGA: `${RELATED.PGA}; ${OF_EVIDENCE}`,
    IMPORTER: `of itself; ${OF_EVIDENCE}`,
  },
  STANDING_CONSENT: { IMPORTER: 'the consents that it gave' },
  LISTING_RECORD: { IMPORTER: 'of itself' },
  RISK_TIER: { PGA: RELATED.PGA },
  VETTING: { PGA: `${RELATED.PGA}: of the importer itself, not of those whom it disclosed` },
  ENTRY_ELIGIBILITY: { ...RELATED, BROKER: `${RELATED.BROKER}: the decision, not its evidence` },
  CONFIDENTIALITY: { IMPORTER: 'its own certifications' },
  KNOWN_SHIPPER: {
    PGA: 'of any importer that is enrolled or otherwise known to it',
    IMPORTER: RELATED.IMPORTER,
    BROKER: 'of any importer that is enrolled or otherwise known to it',
    CARRIER: 'of any importer that is enrolled or otherwise known to it',
    PLATFORM: 'of any importer that is enrolled or otherwise known to it',
  },
  ENTRY_HISTORY: {
    PGA: `${RELATED.PGA}: the entries with such a line, and counts over them`,
    IMPORTER: RELATED.IMPORTER,
    BROKER: `${RELATED.BROKER}: the entries filed under its filer code, and counts over them`,
  },
  ENTRY_PARTIES: ENTRY,
  ENTRY_IDENTIFIERS: ENTRY,
  ENTRY_LINES: {
    ...ENTRY,
    PGA: 'the lines flagged to the agency, and no others; counts over lines are of these alone',
  },
  ENTRY_COMMERCIAL: {
    ...ENTRY,
    PGA: 'of the lines flagged to the agency, and bills on entries with such a line, for ADMISSIBILITY, RISK_ASSESSMENT or ENFORCEMENT; no sum over the lines of others',
  },
  VIOLATIONS: {
    ...RELATED,
    PGA: 'findings and cases flagged to the agency',
    IMPORTER: `${RELATED.IMPORTER}; an evasion case once the parties were told of it`,
    BROKER: `${RELATED.BROKER}; an evasion case once the parties were told of it`,
  },
  PENALTY: {
    PGA: `penalties of findings and seizures flagged to the agency, ${NOT_HELD}; not what follows from findings that are not`,
    IMPORTER: `${RELATED.IMPORTER}, ${NOT_HELD}; what follows from other findings where VIOLATIONS is granted too`,
    BROKER: `${RELATED.BROKER}, ${NOT_HELD}; what follows from other findings where VIOLATIONS is granted too`,
  },
  SEIZURE_FACTS: {
    PGA: `${RELATED.PGA}: the seizures with a line flagged to the agency`,
    IMPORTER: RELATED.IMPORTER,
    BROKER: `${RELATED.BROKER}: those of goods under an entry that it filed, or under none`,
  },
  RECORDATION_SEIZURES: {
    RIGHTS_HOLDER:
      'of a recordation of which it is owner or verified agent, while it is active or in grace today',
  },
  SEIZURE_STAGE: { ...SEIZURE, RIGHTS_HOLDER: `${OF_MARK}, once it may know of the seizure, ${NOT_HELD}` },
  SEIZURE_LIMITED: { ...SEIZURE, RIGHTS_HOLDER: `${OF_MARK}, ${NOT_HELD}: by stage as below` },
  SEIZURE_PARTIES: { ...SEIZURE, RIGHTS_HOLDER: `${OF_MARK}, ${NOT_HELD}: by stage as below` },
  SEIZURE_REDACTED_IMAGES: {
    PGA: SEIZURE.PGA,
    IMPORTER: SEIZURE.IMPORTER,
    RIGHTS_HOLDER: `${OF_MARK}, ${NOT_HELD}: by stage as below`,
  },
  SEIZURE_IMAGES: {
    PGA: SEIZURE.PGA,
    IMPORTER: `${SEIZURE.IMPORTER}: at any time after presentation (19 CFR 133.21(d))`,
    RIGHTS_HOLDER: `${OF_MARK}, ${NOT_HELD}: by stage as below`,
  },
  SEIZURE_RELEASES: {
    IMPORTER: `what was released of its goods, but the bond of a sample, ${NOT_HELD}`,
    RIGHTS_HOLDER: `what was decided and asked for under its own recordations, ${NOT_HELD}`,
  },
  SEIZURE_CASE: {
    PGA: `${SEIZURE.PGA}; ${NO_OFFICER}`,
    IMPORTER: `${SEIZURE.IMPORTER}; ${NO_OFFICER}`,
    BROKER: `${SEIZURE.BROKER}; ${NO_OFFICER}`,
  },
  SEIZURE_VALUE: SEIZURE,
  SEIZURE_CLOCKS: {
    ...SEIZURE,
    RIGHTS_HOLDER: `${OF_MARK}, once it may know of the seizure, ${NOT_HELD}: the clocks of what CBP owes to it, and events but for the presentation and the answer of the importer`,
  },
  EXCLUSION_LINK: {
    PGA: `confirmed links, ${RELATED.PGA}`,
    IMPORTER: 'confirmed links to itself',
    BROKER: `confirmed links ${RELATED.BROKER}`,
  },
  REESTABLISHMENT: {
    BROKER: 'the notices that its organisation gave',
    CARRIER: 'the notices that its organisation gave',
  },
  POST_SCORE: {
    PGA: 'of every post',
    POST: 'of itself',
    USPS: 'where it is that post',
  },
  POST_FACTORS: { POST: 'of itself', USPS: 'where it is that post' },
  POST_SHIPMENTS: { POST: 'of shipments it dispatched', USPS: 'of every post' },
  CTPAT_STATUS: {
    PGA: 'of every broker',
    IMPORTER: `of its broker of today; of others ${CONSENTING}`,
    BROKER: `of itself; of others ${CONSENTING}`,
    CARRIER: CONSENTING,
    POST: CONSENTING,
    USPS: CONSENTING,
    PLATFORM: CONSENTING,
    RIGHTS_HOLDER: CONSENTING,
    PUBLIC: CONSENTING,
  },
  BROKER_CLIENTS: {
    PGA: 'clients that have a line of an entry flagged to the agency',
    IMPORTER: 'that it is itself a client, and who its brokers are',
    BROKER: 'its own clients',
  },
  BROKER_RECORD: { BROKER: 'of itself' },
  PROVENANCE: { ...RELATED, PGA: 'of every record that it may know of' },
  VIOLATION_REPORT: {
    PGA: 'of a report that CBP flagged to the agency: all but who reported and what CBP noted',
    PLATFORM:
      'of a report that it submitted and holds the receipt of: all but who reported and what CBP noted',
    PUBLIC: 'status and follow-ups of the report that its receipt is for',
  },
};
