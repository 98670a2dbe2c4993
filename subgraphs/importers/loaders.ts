import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import { lazily, together } from '@good-standing/kernel/subgraph/lazily.ts';
import type { VettingDecisionAsked } from '@good-standing/kernel/vetting/decide-vetting.ts';
import type DataLoader from 'dataloader';
import { fileCertification } from './confidentiality/file-certification.ts';
import { type ReviewAsked, reviewCertification } from './confidentiality/review-certification.ts';
import { type WithdrawalAsked, withdrawCertification } from './confidentiality/withdraw-certification.ts';
import { grantConsent } from './consents/grant-consent.ts';
import { type RevocationAsked, revokeConsent } from './consents/revoke-consent.ts';
import { screenedConsent } from './consents/screened-consent.ts';
import { type ApplicationLoaders, applicationLoaders } from './listings/applications.ts';
import { applyForListing, withdrawListing } from './listings/apply.ts';
import { decideListing } from './listings/decide.ts';
import {
  endEnrolment,
  enrollShipper,
  type KnownShipperLoaders,
  knownShipperLoaders,
} from './listings/known-shippers.ts';
import { vettingOfApplication } from './listings/vetting.ts';
import { type AffiliationLoaders, affiliationLoaders } from './loaders/affiliations.ts';
import { type CertificationLoaders, certificationLoaders } from './loaders/certifications.ts';
import { type ConsentLoaders, consentLoaders } from './loaders/consents.ts';
import { possibleDuplicates } from './loaders/duplicates.ts';
import { type ImporterLoaders, importerLoaders } from './loaders/importers.ts';
import { type ListingLoaders, listingLoaders } from './loaders/listings.ts';
import { type NightLoaders, nightLoaders } from './loaders/nights.ts';
import { type NumberLoaders, numberLoaders } from './loaders/numbers.ts';
import { type OwnershipLoaders, ownershipLoaders } from './loaders/ownership.ts';
import { registrationsOf } from './loaders/registrations.ts';
import { type SecurityLoaders, securityLoaders } from './loaders/security.ts';
import { type SimulationLoaders, simulationLoaders } from './loaders/simulation.ts';
import { type StandingLoaders, standingLoaders } from './loaders/standing.ts';
import { type StandingQuestions, standingQuestions } from './loaders/standing-questions.ts';
import { type VettingLoaders, vettingLoaders } from './loaders/vettings.ts';
import type {
  FileConfidentialityInput,
  GrantStandingConsentInput,
  KnownShipperInput,
  MutationApplyForTrustedListingArgs,
  MutationDecideTrustedListingArgs,
  MutationEndKnownShipperEnrollmentArgs,
  MutationWithdrawTrustedListingArgs,
  RecordVettingInput,
} from './schema.generated.ts';
import type { ScreenedConsentRow } from './tables.ts';
import { decideVetting } from './vetting/decide-vetting.ts';
import { recordVetting } from './vetting/record-vetting.ts';

export type Context = RequestContext<Loaders>;

export interface Loaders
  extends ImporterLoaders,
    NumberLoaders,
    OwnershipLoaders,
    AffiliationLoaders,
    SecurityLoaders,
    CertificationLoaders,
    ConsentLoaders,
    ListingLoaders,
    ApplicationLoaders,
    KnownShipperLoaders,
    NightLoaders,
    SimulationLoaders,
    StandingLoaders,
    VettingLoaders,
    StandingQuestions {
  /** One statement a tick. */
  readonly provenanceOf: (row: ReceivedLine) => Promise<Provenance>;
  readonly registrationsOf: ReturnType<typeof registrationsOf>;
  readonly possibleDuplicates: ReturnType<typeof possibleDuplicates>;
  /** Each gives the record that it made or changed, or null where there is none. */
  readonly fileCertification: (input: FileConfidentialityInput) => Promise<string | null>;
  readonly withdrawCertification: (asked: WithdrawalAsked) => Promise<string | null>;
  readonly reviewCertification: (asked: ReviewAsked) => Promise<string | null>;
  readonly grantConsent: (input: GrantStandingConsentInput) => Promise<string | null>;
  readonly revokeConsent: (asked: RevocationAsked) => Promise<string | null>;
  /** One statement a tick. */
  readonly screenedConsent: DataLoader<string, ScreenedConsentRow | null>;
  readonly applyForListing: (asked: MutationApplyForTrustedListingArgs) => Promise<string | null>;
  readonly withdrawListing: (asked: MutationWithdrawTrustedListingArgs) => Promise<string | null>;
  readonly decideListing: (asked: MutationDecideTrustedListingArgs) => Promise<string | null>;
  readonly enrollShipper: (input: KnownShipperInput) => Promise<string | null>;
  readonly endEnrolment: (asked: MutationEndKnownShipperEnrollmentArgs) => Promise<string | null>;
  readonly listingVettingOf: ReturnType<typeof vettingOfApplication>;
  readonly recordVetting: (input: RecordVettingInput) => Promise<string | null>;
  readonly decideVetting: (asked: VettingDecisionAsked) => Promise<string | null>;
}

/** Made for one request and one viewer. */
export const loaders = lazily<Loaders>({
  ...together(importerLoaders, ['importerById', 'importerByNumber', 'importers']),
  ...together(numberLoaders, ['formerNumbersOf']),
  ...together(ownershipLoaders, ['ownersOf', 'assetsOf']),
  ...together(affiliationLoaders, ['affiliatesOf']),
  ...together(securityLoaders, ['bondsOf']),
  ...together(certificationLoaders, [
    'certificationsOf',
    'certificationById',
    'manifestConfidentialityOf',
    'reviewsOf',
  ]),
  ...together(consentLoaders, ['consentsOf', 'consentById']),
  ...together(listingLoaders, [
    'trustedImporters',
    'namesNotListed',
    'trustedImportersReceivedAt',
    'trustedListingOf',
    'knownShipperOf',
  ]),
  ...together(applicationLoaders, [
    'applicationById',
    'applicationsOf',
    'trustedListingApplications',
    'listingDecisionsOf',
    'listingSuspensionsOf',
  ]),
  ...together(knownShipperLoaders, ['enrolmentById', 'enrolmentsOf']),
  ...together(nightLoaders, ['night', 'passings']),
  ...together(simulationLoaders, ['simulation']),
  ...together(standingLoaders, ['standingOf', 'standingHistoryOf', 'failuresOf']),
  ...together(standingQuestions, [
    'riskTierOf',
    'residencyOf',
    'coveredImporterOf',
    'bondSufficiencyOf',
    'numberEligibilityOf',
    'entryEligibilityOf',
    'entryTypesOf',
  ]),
  ...together(vettingLoaders, ['vettingsOf', 'vettingById', 'vettingOverdue', 'adverseVettings']),
  provenanceOf: ({ sql }) => provenanceOf(sql),
  registrationsOf,
  possibleDuplicates,
  fileCertification,
  withdrawCertification,
  reviewCertification,
  grantConsent,
  revokeConsent,
  screenedConsent,
  applyForListing,
  withdrawListing,
  decideListing,
  enrollShipper,
  endEnrolment,
  listingVettingOf: vettingOfApplication,
  recordVetting,
  decideVetting,
});
