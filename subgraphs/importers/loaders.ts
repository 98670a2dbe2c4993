import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { fileCertification } from './confidentiality/file-certification.ts';
import { type ReviewAsked, reviewCertification } from './confidentiality/review-certification.ts';
import { type WithdrawalAsked, withdrawCertification } from './confidentiality/withdraw-certification.ts';
import { grantConsent } from './consents/grant-consent.ts';
import { type RevocationAsked, revokeConsent } from './consents/revoke-consent.ts';
import { screenedConsent } from './consents/screened-consent.ts';
import { type AffiliationLoaders, affiliationLoaders } from './loaders/affiliations.ts';
import { type CertificationLoaders, certificationLoaders } from './loaders/certifications.ts';
import { type ConsentLoaders, consentLoaders } from './loaders/consents.ts';
import { type ImporterLoaders, importerLoaders } from './loaders/importers.ts';
import { type ListingLoaders, listingLoaders } from './loaders/listings.ts';
import { type NightLoaders, nightLoaders } from './loaders/nights.ts';
import { type NumberLoaders, numberLoaders } from './loaders/numbers.ts';
import { type OwnershipLoaders, ownershipLoaders } from './loaders/ownership.ts';
import { type SecurityLoaders, securityLoaders } from './loaders/security.ts';
import { type SimulationLoaders, simulationLoaders } from './loaders/simulation.ts';
import { type StandingLoaders, standingLoaders } from './loaders/standing.ts';
import { type StandingQuestions, standingQuestions } from './loaders/standing-questions.ts';
import type { FileConfidentialityInput, GrantStandingConsentInput } from './schema.generated.ts';
import type { ScreenedConsentRow } from './tables.ts';

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
    NightLoaders,
    SimulationLoaders,
    StandingLoaders,
    StandingQuestions {
  /** One statement a tick. */
  readonly provenanceOf: (row: ReceivedLine) => Promise<Provenance>;
  /** Each gives the record that it made or changed, or null where there is none. */
  readonly fileCertification: (input: FileConfidentialityInput) => Promise<string | null>;
  readonly withdrawCertification: (asked: WithdrawalAsked) => Promise<string | null>;
  readonly reviewCertification: (asked: ReviewAsked) => Promise<string | null>;
  readonly grantConsent: (input: GrantStandingConsentInput) => Promise<string | null>;
  readonly revokeConsent: (asked: RevocationAsked) => Promise<string | null>;
  /** One statement a tick. */
  readonly screenedConsent: DataLoader<string, ScreenedConsentRow | null>;
}

/** Made for one request and one viewer. */
export function loaders(setting: LoaderSetting): Loaders {
  const standing = standingLoaders(setting);
  return {
    ...importerLoaders(setting),
    ...numberLoaders(setting),
    ...ownershipLoaders(setting),
    ...affiliationLoaders(setting),
    ...securityLoaders(setting),
    ...certificationLoaders(setting),
    ...consentLoaders(setting),
    ...listingLoaders(setting),
    ...nightLoaders(setting),
    ...simulationLoaders(setting),
    ...standing,
    ...standingQuestions(setting, standing),
    provenanceOf: provenanceOf(setting.sql),
    fileCertification: fileCertification(setting),
    withdrawCertification: withdrawCertification(setting),
    reviewCertification: reviewCertification(setting),
    grantConsent: grantConsent(setting),
    revokeConsent: revokeConsent(setting),
    screenedConsent: screenedConsent(setting),
  };
}
