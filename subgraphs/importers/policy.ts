import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { importerContact } from './disclosures/importer-contact.ts';
import { importerName } from './disclosures/importer-name.ts';
import { importerNumber } from './disclosures/importer-number.ts';
import { importerOwnership } from './disclosures/importer-ownership.ts';
import {
  confidentiality,
  importerProfile,
  importerSecurity,
  standingConsent,
} from './disclosures/in-relation.ts';
import { knownShipper } from './disclosures/known-shipper.ts';
import { provenance } from './disclosures/provenance.ts';
import { standingStatus } from './disclosures/standing-status.ts';

/** Who may have what of the importers, field by field. What is not here is @public in the SDL. */
export const policy = {
  'Importer.name': importerName,
  'Importer.otherNames': importerName,
  'Importer.number': importerNumber,
  'Importer.numberHistory': importerNumber,
  'ImporterNumberRecord.number': importerNumber,
  'Importer.addresses': importerContact,
  'Importer.registryStatus': standingStatus,
  'Importer.lastUsedOn': importerProfile,
  'Importer.profile': importerProfile,
  'Importer.owners': importerOwnership,
  'Importer.affiliates': importerOwnership,
  'Importer.assets': importerOwnership,
  'Affiliation.name': importerOwnership,
  'Affiliation.country': importerOwnership,
  'Affiliation.basis': importerOwnership,
  'Affiliation.percent': importerOwnership,
  'Affiliation.from': importerOwnership,
  'Affiliation.until': importerOwnership,
  'Affiliation.declaredBy': importerOwnership,
  'Affiliation.importer': importerOwnership,
  'Importer.bonds': importerSecurity,
  'Importer.confidentiality': confidentiality,
  'Importer.manifestConfidentiality': confidentiality,
  'ConfidentialityCertification.state': confidentiality,
  'ConfidentialityCertification.receivedOn': confidentiality,
  'ConfidentialityCertification.validUntil': confidentiality,
  'ConfidentialityCertification.withdrawnOn': confidentiality,
  'ConfidentialityCertification.inForce': confidentiality,
  'ConfidentialityCertification.renewBy': confidentiality,
  'ConfidentialityCertification.renewal': confidentiality,
  'ConfidentialityCertification.names': confidentiality,
  'ConfidentialityCertification.reviewDueOn': confidentiality,
  'ConfidentialityCertification.underReviewSince': confidentiality,
  'ConfidentialityCertification.reviews': confidentiality,
  'Importer.consents': standingConsent,
  'StandingConsent.platform': standingConsent,
  'StandingConsent.scopes': standingConsent,
  'StandingConsent.grantedOn': standingConsent,
  'StandingConsent.until': standingConsent,
  'StandingConsent.revokedAt': standingConsent,
  'StandingConsent.inForce': standingConsent,
  'Importer.knownShipper': knownShipper,
  'Importer.provenance': provenance,
} satisfies Policy;
