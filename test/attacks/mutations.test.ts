import { AURORA, BEACON, BOREALIS, COMPASS, QUMAR, XANADU } from '@good-standing/gateway/world/cast.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import { REPORT, UNKNOWN_RECEIPT } from '../world/violation-reports.ts';
import { type Answer, ASKER_NAMES, ASKERS, type Asker, askAs, CONTRACTS, exchange } from './askers.ts';
import {
  directly,
  policyVersionsOf,
  type Served,
  type SubgraphAlone,
  serveAlone,
  viewerOf,
} from './served.ts';

/** A mutation as one of its audience sends it, of its own record or of another. */
interface Change {
  readonly name: string;
  readonly owner: SubgraphAlone | 'access';
  readonly audiences: readonly Audience[];
  readonly by: Asker;
  readonly type: string;
  /** Its arguments but for the client key; null: no record of the asker is needed. */
  readonly variables: (record: string) => Readonly<Record<string, unknown>>;
  readonly signature: string;
  /** Where arguments are one input object the client key stands in it. */
  readonly hasInput: boolean;
  /** A record of others, and one that is nowhere; absent: it names none. */
  readonly records?: () => readonly [hidden: string, absent: string];
  /** A record of the asker's own. */
  readonly own?: () => string;
}

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
let served: Served;
let another: string;

beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
  served = await serveAlone(house);
  await newcomer(house, { key: 'borealis', as: 'aurora', subject: ids.importer(BOREALIS) });
  another = await house.token('importer', 'borealis');
  const certifications = await house.admin.unsafe<{ id: string }[]>(
    `select id from importers.confidentiality_certification
     where importer_id = '${ids.importer(BOREALIS)}' limit 1`,
  );
  certified = certifications[0]?.id ?? '';
  const vettings = await house.admin.unsafe<{ id: string }[]>(
    `select id from importers.vetting where result = 'ADVERSE' limit 1`,
  );
  adverse = vettings[0]?.id ?? '';
  const ofBrokers = await house.admin.unsafe<{ id: string }[]>(
    `select id from brokers.broker_vetting where result = 'ADVERSE' limit 1`,
  );
  adverseBroker = ofBrokers[0]?.id ?? '';
  const links = await house.admin.unsafe<{ id: string }[]>(
    'select link_id as id from debarments.exclusion_link limit 1',
  );
  link = links[0]?.id ?? '';
  reportOfNobody = await reported('nobody');
  reportOfBazaar = await reported('bazaar');
  const publications = await house.admin.unsafe<{ id: string }[]>(
    'select id from entries.seizure_publication where withdrawn_on is null order by id limit 1',
  );
  publication = publications[0]?.id ?? '';
  const exclusions = await house.admin.unsafe<{ id: string }[]>(
    'select exclusion_id as id from debarments.exclusion where by_cbp_as is not null limit 1',
  );
  excluded = exclusions[0]?.id ?? '';
  const listed = await house.admin.unsafe<{ id: string }[]>(
    'select exclusion_id as id from debarments.exclusion order by 1 limit 1',
  );
  exclusion = listed[0]?.id ?? '';
  findingOfBeacon = await found(BEACON);
  findingOfCompass = await found(COMPASS);
  const designated = await exchange(
    house,
    { authorization: `Bearer ${another}` },
    {
      query: `mutation ($broker: ID!) { designateBrokerAsImporterOfRecord(input: { broker: $broker }) { id } }`,
      variables: { broker: ids.broker(COMPASS) },
    },
  );
  const enrolled = await askAs(house, 'cbp', {
    query: 'mutation ($input: KnownShipperInput!) { enrollKnownShipper(input: $input) { id } }',
    variables: { input: { importer: ids.importer(BOREALIS), note: 'invented' } },
  });
  enrolmentOfBorealis = (enrolled.data?.enrollKnownShipper as { id: string }).id;
  const consented = await exchange(
    house,
    { authorization: `Bearer ${another}` },
    {
      query: 'mutation ($input: GrantStandingConsentInput!) { grantStandingConsent(input: $input) { id } }',
      variables: { input: { platform: BAZAAR(), until: '2026-11-20' } },
    },
  );
  consentOfBorealis = (consented.data?.grantStandingConsent as { id: string }).id;
  noticeOfFda = await noticed('fda');
  designationOfBorealis = (designated.data?.designateBrokerAsImporterOfRecord as { id: string }).id;
});
afterAll(async () => {
  await served?.close();
  await house?.close();
});

let publication: string;
let certified: string;
let adverse: string;
let adverseBroker: string;
let link: string;
let reportOfNobody: { readonly id: string; readonly receipt: string };
let reportOfBazaar: typeof reportOfNobody;

async function reported(by: Asker): Promise<typeof reportOfNobody> {
  const query =
    'mutation ($input: ViolationReportInput!) { submitViolationReport(input: $input) { id receipt } }';
  const { data } = await askAs(house, by, { query, variables: { input: REPORT } });
  return data?.submitViolationReport as typeof reportOfNobody;
}

/** CBP's, on a broker. */
async function found(license: string): Promise<string> {
  const input = { broker: ids.broker(license), kind: 'RECORDS', foundOn: '2026-10-30', basis: 'invented' };
  const query = 'mutation ($input: BrokerFindingInput!) { openBrokerFinding(input: $input) { id } }';
  const { data } = await askAs(house, 'cbp', { query, variables: { input } });
  return (data?.openBrokerFinding as { id: string }).id;
}

/** A correction of AURORA of which an organisation is to be told. */
async function noticed(organization: string): Promise<string> {
  const notice = 'a-notice-of-another';
  await house.admin.unsafe(
    `with corrected as (
       insert into access.correction (record_id, coordinates, corrected_at)
       values ($1, '{Importer.name}', now()) returning correction_id)
     insert into access.correction_notice
       (id, correction_id, organization_id, record_id, coordinates, rules, last_disclosed_at, corrected_at, is_told)
     select $2, correction_id, $3, $1, '{Importer.name}', '{IMPORTER_NAME}', now(), now(), true from corrected`,
    [ids.importer(AURORA), notice, recordId('org', house.database.keys.ids, organization)],
  );
  return notice;
}

let excluded: string;
let exclusion: string;
let findingOfBeacon: string;
let findingOfCompass: string;
let designationOfBorealis: string;
let enrolmentOfBorealis: string;
let consentOfBorealis: string;
let noticeOfFda: string;
const BAZAAR = () => recordId('org', house.database.keys.ids, 'bazaar');
const BOND = { number: '990001234', amount: '500.00', suretyCode: '998', basis: 'CBP_301_ACTIVITY_15' };
const MARK = () => ids.recordation('TMK 07-00001');

const CHANGES: readonly Change[] = [
  {
    name: 'decideExclusionLink',
    owner: 'debarments',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'ExclusionLink',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'CONFIRM', note: 'attack' }),
    own: () => link,
  },
  {
    name: 'submitReestablishmentNotice',
    owner: 'debarments',
    audiences: ['BROKER', 'CARRIER'],
    by: 'swift',
    type: 'ReestablishmentNotice',
    signature: '$input: ReestablishmentNoticeInput!',
    hasInput: true,
    variables: (exclusionId) => ({
      exclusionId,
      knowledge: 'KNOWS',
      newName: 'attack',
      association: 'attack',
      observedAt: '2026-10-30T00:00:00Z',
    }),
    own: () => excluded,
  },
  {
    name: 'decideReestablishmentNotice',
    owner: 'debarments',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'ReestablishmentNotice',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'CONFIRM', note: 'attack' }),
  },
  {
    name: 'decideReestablishmentLead',
    owner: 'debarments',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'ReestablishmentLead',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'CONFIRM', note: 'attack' }),
  },
  {
    name: 'referForPresentResponsibility',
    owner: 'debarments',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'PresentResponsibilityReferral',
    signature: '$input: ReferralInput!',
    hasInput: true,
    variables: () => ({
      person: 'attack',
      personKind: 'PERSON',
      conductLevel: 'KNOWING',
      basis: 'attack',
    }),
    own: () => 'none',
  },
  {
    name: 'recordReferralOutcome',
    owner: 'debarments',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'PresentResponsibilityReferral',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, outcome: 'DEBARRED', note: 'attack' }),
  },
  {
    name: 'decideMatch',
    owner: 'debarments',
    audiences: ['CBP', 'PGA', 'BROKER', 'CARRIER', 'PLATFORM'],
    by: 'bazaar',
    type: 'MatchDecision',
    signature: '$exclusion: ID!',
    hasInput: false,
    variables: (exclusion) => ({ exclusion, reference: '"attack"', decision: 'CLEAR', note: 'attack' }),
    own: () => exclusion,
  },
  {
    name: 'recordImporterResponse',
    owner: 'entries',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'Seizure',
    signature: '$input: ImporterResponseInput!',
    hasInput: true,
    variables: (seizure) => ({ seizure, response: 'INSUFFICIENT', note: 'attack' }),
    own: () => ids.seizure(castCase(1)),
  },
  {
    name: 'recordAbandonmentBelief',
    owner: 'entries',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'Seizure',
    signature: '$input: AbandonmentBeliefInput!',
    hasInput: true,
    variables: (seizure) => ({ seizure, believes: true, basis: 'attack' }),
    own: () => ids.seizure(castCase(10)),
  },
  {
    name: 'decideSeizureRelease',
    owner: 'entries',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'SeizureRelease',
    signature: '$input: SeizureReleaseInput!',
    hasInput: true,
    variables: (seizure) => ({
      seizure,
      recordation: MARK(),
      item: 'REDACTED_IMAGES',
      decision: 'RELEASE',
      note: 'attack',
    }),
    own: () => ids.seizure(castCase(1)),
  },
  {
    name: 'reviewConfidentialityCertification',
    owner: 'importers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'ConfidentialityCertification',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'REVIEW', note: 'attack' }),
    own: () => certified,
  },
  {
    name: 'recordVetting',
    owner: 'importers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'Vetting',
    signature: '$input: RecordVettingInput!',
    hasInput: true,
    variables: (subject) => ({ subject, completedOn: '2026-11-01', result: 'ADVERSE', note: 'attack' }),
    own: () => ids.importer(BOREALIS),
  },
  {
    name: 'decideVetting',
    owner: 'importers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'Vetting',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'REFER', note: 'attack' }),
    own: () => adverse,
  },
  {
    name: 'withdrawConfidentialityCertification',
    owner: 'importers',
    audiences: ['IMPORTER'],
    by: 'aurora',
    type: 'ConfidentialityCertification',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id }),
    records: () => [certified, 'cnf_00000000000000000000'],
  },
  {
    name: 'fileConfidentialityCertification',
    owner: 'importers',
    audiences: ['IMPORTER'],
    by: 'aurora',
    type: 'ConfidentialityCertification',
    signature: '$input: FileConfidentialityInput!',
    hasInput: true,
    variables: () => ({ names: ['AURORA KITCHENWARE LLC'] }),
    own: () => 'its own',
  },
  {
    name: 'grantStandingConsent',
    owner: 'importers',
    audiences: ['IMPORTER'],
    by: 'aurora',
    type: 'StandingConsent',
    signature: '$input: GrantStandingConsentInput!',
    hasInput: true,
    variables: () => ({ platform: BAZAAR(), until: '2026-11-20' }),
    own: () => 'its own',
  },
  {
    name: 'requestImages',
    owner: 'entries',
    audiences: ['RIGHTS_HOLDER'],
    by: 'lumen',
    type: 'ImageRequest',
    signature: '$input: ImageRequestInput!',
    hasInput: true,
    variables: (seizure) => ({ seizure, recordation: MARK() }),
    // Of Meridian's mark; held; presented, which its owner is not told.
    records: () => [ids.seizure(castCase(7)), 'sez_00000000000000000000'],
    own: () => ids.seizure(castCase(2)),
  },
  {
    name: 'requestSample',
    owner: 'entries',
    audiences: ['RIGHTS_HOLDER'],
    by: 'lumen',
    type: 'SampleRequest',
    signature: '$input: SampleRequestInput!',
    hasInput: true,
    variables: (seizure) => ({ seizure, recordation: MARK(), kind: 'REDACTED', bond: BOND }),
    records: () => [ids.seizure(castCase(6)), 'sez_00000000000000000000'],
    own: () => ids.seizure(castCase(1)),
  },
  {
    name: 'closeQuarter',
    owner: 'posts',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'QuarterClosing',
    signature: '$quarter: String!',
    hasInput: false,
    variables: () => ({ quarter: '2026-Q3' }),
    own: () => '2026-Q3',
  },
  {
    name: 'decideThreshold',
    owner: 'posts',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'ThresholdDecision',
    signature: '$input: ThresholdInput!',
    hasInput: true,
    variables: () => ({ quarter: '2026-Q4', threshold: 99, basis: 'attack' }),
    own: () => '2026-Q4',
  },
  {
    name: 'orderMeasure',
    owner: 'posts',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'MeasureOrder',
    signature: '$input: MeasureOrderInput!',
    hasInput: true,
    variables: (post) => ({
      post,
      measure: 'ADDITIONAL_INFORMATION',
      legalBasis: 'attack',
      uspsConsultedOn: '2026-10-30',
      approvedBy: 'attack',
      note: 'attack',
      marginalQuartersReviewed: true,
    }),
    own: () => QUMAR,
  },
  {
    name: 'liftMeasure',
    owner: 'posts',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'MeasureOrder',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, note: 'attack' }),
  },
  {
    name: 'decideMeasureReview',
    owner: 'posts',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'MeasureReview',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'LIFT', note: 'attack' }),
  },
  {
    name: 'requestRemovalFromList',
    owner: 'posts',
    audiences: ['POST'],
    by: 'qumar',
    type: 'RemovalRequest',
    signature: '$input: RemovalRequestInput!',
    hasInput: true,
    variables: () => ({ grounds: 'attack' }),
    own: () => 'its own',
  },
  {
    name: 'decideRemoval',
    owner: 'posts',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'RemovalRequest',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'GRANT', note: 'attack' }),
  },
  {
    name: 'recordAdditionalInformation',
    owner: 'posts',
    audiences: ['CBP', 'POST'],
    by: 'qumar',
    type: 'AdditionalInformation',
    signature: '$input: AdditionalInformationInput!',
    hasInput: true,
    variables: (post) => ({ post, item: 'RR123456785QM', event: 'FURNISHED', elements: ['SENDER'] }),
    records: () => [XANADU, 'ZZZ'],
  },
  {
    name: 'recordPostInstrument',
    owner: 'posts',
    audiences: ['USPS'],
    by: 'usps',
    type: 'PostInstrument',
    signature: '$input: PostInstrumentInput!',
    hasInput: true,
    variables: (post) => ({
      post,
      reference: 'attack',
      kind: 'CONTRACT',
      concludedOn: '2026-10-30',
      includesImporterProvisions: false,
    }),
    own: () => QUMAR,
  },
  {
    name: 'submitViolationReport',
    owner: 'entries',
    audiences: ['PUBLIC', 'PLATFORM'],
    by: 'bazaar',
    type: 'ViolationReportReceipt',
    signature: '$input: ViolationReportInput!',
    hasInput: true,
    variables: () => REPORT,
    own: () => 'its own',
  },
  {
    name: 'followUpViolationReport',
    owner: 'entries',
    audiences: ['PUBLIC', 'PLATFORM'],
    by: 'bazaar',
    type: 'ViolationReport',
    signature: '$input: ReportFollowUpInput!',
    hasInput: true,
    variables: (receipt) => ({ receipt, text: 'attack' }),
    records: () => [reportOfNobody.receipt, UNKNOWN_RECEIPT],
    own: () => reportOfBazaar.receipt,
  },
  {
    name: 'decideViolationReport',
    owner: 'entries',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'ViolationReport',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'REVIEW', note: 'attack' }),
    own: () => reportOfNobody.id,
  },
  {
    name: 'applyForTrustedListing',
    owner: 'importers',
    audiences: ['IMPORTER'],
    by: 'aurora',
    type: 'TrustedListingApplication',
    signature: '$importer: ID!',
    hasInput: false,
    variables: (importer) => ({ importer }),
    records: () => [ids.importer(BOREALIS), 'imp_00000000000000000000'],
    own: () => ids.importer(AURORA),
  },
  {
    name: 'decideTrustedListing',
    owner: 'importers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'TrustedListingApplication',
    signature: '$importer: ID!',
    hasInput: false,
    variables: (importer) => ({ importer, listed: true, note: 'attack' }),
    // After it has applied.
    own: () => ids.importer(AURORA),
  },
  {
    name: 'withdrawTrustedListing',
    owner: 'importers',
    audiences: ['IMPORTER'],
    by: 'aurora',
    type: 'TrustedListingApplication',
    signature: '$importer: ID!',
    hasInput: false,
    variables: (importer) => ({ importer }),
    records: () => [ids.importer(BOREALIS), 'imp_00000000000000000000'],
  },
  {
    name: 'enrollKnownShipper',
    owner: 'importers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'KnownShipperRecord',
    signature: '$input: KnownShipperInput!',
    hasInput: true,
    variables: (importer) => ({ importer, note: 'attack' }),
    own: () => ids.importer(AURORA),
  },
  {
    name: 'endKnownShipperEnrollment',
    owner: 'importers',
    audiences: ['CBP', 'IMPORTER'],
    by: 'aurora',
    type: 'KnownShipperRecord',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, note: 'attack' }),
    records: () => [enrolmentOfBorealis, 'lst_00000000000000000000'],
  },
  {
    name: 'publishSeizure',
    owner: 'entries',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'SeizurePublication',
    signature: '$input: PublishSeizureInput!',
    hasInput: true,
    variables: (seizure) => ({ seizure, description: 'Printed matter, said anew', note: 'attack' }),
    own: () => ids.seizure(castCase(4)),
  },
  {
    name: 'withdrawSeizurePublication',
    owner: 'entries',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'SeizurePublication',
    signature: '$input: WithdrawSeizurePublicationInput!',
    hasInput: true,
    variables: (publication) => ({ publication, note: 'attack' }),
    own: () => publication,
  },
  {
    name: 'takeStatisticsSnapshot',
    owner: 'entries',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'StatisticsSnapshot',
    signature: '$input: StatisticsSnapshotInput!',
    hasInput: true,
    variables: (through) => ({ through, note: 'attack' }),
    own: () => '2026-Q3',
  },
  {
    name: 'recordIdentityVerification',
    owner: 'brokers',
    audiences: ['BROKER'],
    by: 'beacon',
    type: 'IdentityVerification',
    signature: '$input: IdentityVerificationInput!',
    hasInput: true,
    variables: (importer) => ({ importer, verifiedOn: '2026-10-30', elements: ['LEGAL_NAME'] }),
    // A client of Compass; nobody.
    records: () => [ids.importer(BOREALIS), 'imp_00000000000000000000'],
    own: () => ids.importer(AURORA),
  },
  {
    name: 'recordBrokerVetting',
    owner: 'brokers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'BrokerVetting',
    signature: '$input: RecordBrokerVettingInput!',
    hasInput: true,
    variables: (broker) => ({ broker, completedOn: '2026-11-01', result: 'ADVERSE', note: 'attack' }),
    own: () => ids.broker(BEACON),
  },
  {
    name: 'decideBrokerVetting',
    owner: 'brokers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'BrokerVetting',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, decision: 'REFER', note: 'attack' }),
    own: () => adverseBroker,
  },
  {
    name: 'recordDueDiligence',
    owner: 'brokers',
    audiences: ['BROKER'],
    by: 'beacon',
    type: 'DueDiligenceRecord',
    signature: '$input: DueDiligenceInput!',
    hasInput: true,
    variables: (importer) => ({ importer, kind: 'ADVISED_OF_ERROR', on: '2026-10-30', note: 'attack' }),
    records: () => [ids.importer(BOREALIS), 'imp_00000000000000000000'],
    own: () => ids.importer(AURORA),
  },
  {
    name: 'openBrokerFinding',
    owner: 'brokers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'BrokerFinding',
    signature: '$input: BrokerFindingInput!',
    hasInput: true,
    variables: (broker) => ({ broker, kind: 'OTHER', foundOn: '2026-10-30', basis: 'attack' }),
    own: () => ids.broker(BEACON),
  },
  {
    name: 'appealBrokerFinding',
    owner: 'brokers',
    audiences: ['BROKER'],
    by: 'beacon',
    type: 'BrokerFinding',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, note: 'attack' }),
    records: () => [findingOfCompass, 'brf_00000000000000000000'],
    own: () => findingOfBeacon,
  },
  {
    name: 'closeBrokerFinding',
    owner: 'brokers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'BrokerFinding',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id, outcome: 'NO_ACTION', note: 'attack' }),
    own: () => findingOfCompass,
  },
  {
    name: 'decideRepresentationReview',
    owner: 'brokers',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'RepresentationReview',
    signature: '$broker: ID!',
    hasInput: false,
    variables: (broker) => ({ broker, decision: 'NO_ACTION', note: 'attack' }),
  },
  {
    name: 'designateBrokerAsImporterOfRecord',
    owner: 'brokers',
    audiences: ['IMPORTER'],
    by: 'aurora',
    type: 'BrokerDesignation',
    signature: '$input: DesignationInput!',
    hasInput: true,
    variables: (broker) => ({ broker }),
    // Not its broker; none.
    records: () => [ids.broker(COMPASS), 'brk_00000000000000000000'],
    own: () => ids.broker(BEACON),
  },
  {
    name: 'endBrokerDesignation',
    owner: 'brokers',
    audiences: ['IMPORTER'],
    by: 'aurora',
    type: 'BrokerDesignation',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id }),
    records: () => [designationOfBorealis, 'dsg_00000000000000000000'],
  },
  {
    name: 'revokeStandingConsent',
    owner: 'importers',
    audiences: ['IMPORTER'],
    by: 'aurora',
    type: 'StandingConsent',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id }),
    records: () => [consentOfBorealis, 'cns_00000000000000000000'],
  },
  {
    name: 'recordSampleStep',
    owner: 'entries',
    audiences: ['CBP'],
    by: 'cbp',
    type: 'SampleRequest',
    signature: '$input: SampleStepInput!',
    hasInput: true,
    variables: (sample) => ({ sample, step: 'DEMAND', note: 'attack' }),
    records: () => ['smp_00000000000000000000', 'smp_11111111111111111111'],
  },
  {
    name: 'acknowledgeCorrection',
    owner: 'access',
    audiences: ['PGA', 'IMPORTER', 'BROKER', 'CARRIER', 'POST', 'USPS', 'PLATFORM', 'RIGHTS_HOLDER'],
    by: 'bazaar',
    type: 'CorrectionNotice',
    signature: '$id: ID!',
    hasInput: false,
    variables: (id) => ({ id }),
    records: () => [noticeOfFda, 'a-notice-of-nobody'],
  },
];

/** The mutation with its arguments as one variable, or written out. */
function asked({ name, signature, hasInput, variables }: Change, record: string, key: string | null) {
  if (hasInput) {
    const input = { ...variables(record), clientMutationKey: key };
    return { query: `mutation (${signature}) { ${name}(input: $input) { id } }`, variables: { input } };
  }
  const [first, ...others] = Object.entries(variables(record));
  const [named, value] = first ?? [];
  const literals = others.map(
    ([argument, given]) => `, ${argument}: ${argument === 'note' ? JSON.stringify(given) : given}`,
  );
  const given = `${named}: $${named}${literals.join('')}, clientMutationKey: $key`;
  return {
    query: `mutation (${signature}, $key: String) { ${name}(${given}) { id } }`,
    variables: { [named ?? '']: value, key },
  };
}

/** Everything that mutations have written, in every owner. */
async function written(): Promise<string> {
  const tables = [
    ...['importers', 'entries', 'debarments', 'posts', 'brokers', 'access'].map(
      (owner) => `${owner}.mutation`,
    ),
    'debarments.link_decision',
    'debarments.reestablishment_notice',
    'debarments.reestablishment_decision',
    'debarments.responsibility_referral',
    'debarments.match_decision',
    'brokers.identity_verification',
    'brokers.due_diligence',
    'brokers.broker_finding',
    'brokers.broker_finding_step',
    'brokers.representation_review',
    'brokers.designation',
    'entries.seizure_release',
    'entries.sample_request',
    'entries.image_request',
    'entries.violation_report',
    'entries.violation_report_follow_up',
    'entries.violation_report_decision',
    'entries.seizure_publication',
    'entries.statistics_snapshot',
    'importers.confidentiality_certification',
    'importers.standing_consent',
    'importers.listing',
    'importers.listing_application',
    'importers.listing_decision',
    'importers.vetting',
    'brokers.broker_vetting',
    'posts.threshold_decision',
    'posts.quarter_closing',
    'posts.measure_order',
    'posts.removal_request',
    'posts.post_instrument',
  ];
  const rows = tables.map((table) => `select '${table}' as held, count(*)::int as rows from ${table}`);
  return JSON.stringify(await house.admin.unsafe(`${rows.join(' union all ')} order by 1`));
}

const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions?.code);
const dataOf = ({ data }: Answer, name: string) => data?.[name];

describe('A27: a mutation', () => {
  test('is tried here, whichever there is', () => {
    const tried = new Set(CHANGES.map(({ name }) => name));
    const elsewhere = ['registerWebhook', 'rotateWebhookSecret', 'disableWebhook', 'replayWebhookDelivery']; // streams-and-webhooks
    const watching = ['watchParties', 'unwatchParties']; // watching
    const untried = [...elsewhere, ...watching];
    for (const contract of Object.values(CONTRACTS))
      for (const name of Object.keys(contract.getMutationType()?.getFields() ?? {}))
        expect([name, tried.has(name) || untried.includes(name)]).toEqual([name, true]);
  });

  test.each(CHANGES)('$name is for nobody but its audience, through either door', async (change) => {
    const before = await written();
    const direct = directly(house, served, policyVersionsOf(house));
    const [hidden, absent] = change.records?.() ?? [change.own?.() ?? '', 'xyz_00000000000000000000'];
    for (const asker of ASKER_NAMES.filter((name) => !change.audiences.includes(ASKERS[name].audience))) {
      const refused = await askAs(house, asker, asked(change, hidden, 'attack-1'));
      expect([asker, refused.status, refused.data]).toEqual([asker, 400, undefined]);
      if (change.owner === 'access') continue;
      const viewer = await viewerOf(house, asker);
      const past = await direct({ to: change.owner, viewer, ...asked(change, hidden, 'attack-1') });
      const nothing = await direct({ to: change.owner, viewer, ...asked(change, absent, 'attack-1') });
      expect([asker, past.data?.[change.name] ?? null]).toEqual([asker, null]);
      expect(past).toEqual(nothing);
    }
    expect(await written()).toBe(before);
  });

  const ofRecords = CHANGES.filter(({ records }) => records !== undefined);
  test.each(ofRecords)(
    '$name: what is hidden is as what is not there, and nothing is written',
    async (change) => {
      const before = await written();
      const [hidden, absent] = change.records?.() ?? ['', ''];
      for (const key of [null, 'a-key-1']) {
        const [one, other] = [
          await askAs(house, change.by, asked(change, hidden, key)),
          await askAs(house, change.by, asked(change, absent, key)),
        ];
        expect([one.status, dataOf(one, change.name)]).toEqual([200, null]);
        expect(one.text).toBe(other.text);
        expect(one.headers).toEqual(other.headers);
      }
      expect(await written()).toBe(before);
    },
  );

  const ofOwn = CHANGES.filter(({ own }) => own !== undefined);
  test.each(ofOwn)('$name replayed with its key answers as before and does nothing more', async (change) => {
    const record = change.own?.() ?? '';
    const first = await askAs(house, change.by, asked(change, record, 'replayed'));
    expect(dataOf(first, change.name)).toMatchObject({ id: expect.any(String) });
    const before = await written();
    const again = await Promise.all(
      Array.from({ length: 5 }, () => askAs(house, change.by, asked(change, record, 'replayed'))),
    );
    expect(again.map(({ text }) => text)).toEqual(Array.from({ length: 5 }, () => first.text));
    expect(await written()).toBe(before);
  });

  test('a key that was used is refused for another input, without a word of the first', async () => {
    const [grant] = CHANGES.filter(({ name }) => name === 'grantStandingConsent');
    if (grant === undefined) throw new Error('no such mutation');
    await askAs(house, 'aurora', asked(grant, '', 'used-once'));
    const before = await written();
    const other = { ...grant, variables: () => ({ platform: BAZAAR(), until: '2026-11-25' }) };
    const refused = await askAs(house, 'aurora', asked(other, '', 'used-once'));
    expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
    expect(refused.text).not.toContain('2026-11-20');
    expect(await written()).toBe(before);
  });

  test('a key is its organisation’s: another one neither finds it used nor learns that it is', async () => {
    const [grant] = CHANGES.filter(({ name }) => name === 'grantStandingConsent');
    if (grant === undefined) throw new Error('no such mutation');
    const said = { authorization: `Bearer ${another}` };
    const own = await askAs(house, 'aurora', asked(grant, '', 'everyone-1'));
    const with_ = (key: string) => exchange(house, said, asked(grant, '', key));
    const taken = await with_('everyone-1');
    const fresh = await with_('nobodys-1');
    expect(codesOf(taken)).toEqual([]);
    expect(taken.text).toBe(fresh.text);
    expect(taken.text).not.toBe(own.text);
    const rows = await house.admin.unsafe(
      `select from importers.mutation where client_key = 'everyone-1' group by organization`,
    );
    expect(rows).toHaveLength(2);
  });
});
