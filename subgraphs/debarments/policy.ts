import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { exclusionLink } from './disclosures/exclusion-link.ts';
import { cbpsWork, ownNotice } from './disclosures/reestablishment.ts';

/** Who may have what of the exclusions, field by field. What is not here is @public in the SDL. */
export const policy = {
  'Exclusion.links': exclusionLink,
  'Importer.exclusionLinks': exclusionLink,
  'ExclusionLink.exclusion': exclusionLink,
  'ExclusionLink.importer': exclusionLink,
  'ExclusionLink.status': exclusionLink,
  'ExclusionLink.basis': exclusionLink,
  'ExclusionLink.foundAt': exclusionLink,
  'ReestablishmentNotice.exclusion': ownNotice,
  'ReestablishmentNotice.notifier': ownNotice,
  'ReestablishmentNotice.notifierType': ownNotice,
  'ReestablishmentNotice.knowledge': ownNotice,
  'ReestablishmentNotice.newName': ownNotice,
  'ReestablishmentNotice.newAddress': ownNotice,
  'ReestablishmentNotice.newPhone': ownNotice,
  'ReestablishmentNotice.newWebsite': ownNotice,
  'ReestablishmentNotice.association': ownNotice,
  'ReestablishmentNotice.observedAt': ownNotice,
  'ReestablishmentLead.score': cbpsWork,
  'ReestablishmentLead.exclusion': cbpsWork,
  'ReestablishmentLead.importer': cbpsWork,
  'ReestablishmentLead.evidence': cbpsWork,
  'PresentResponsibilityReferral.person': cbpsWork,
  'PresentResponsibilityReferral.importer': cbpsWork,
  'PresentResponsibilityReferral.exclusion': cbpsWork,
  'PresentResponsibilityReferral.conductLevel': cbpsWork,
  'PresentResponsibilityReferral.basis': cbpsWork,
  'PresentResponsibilityReferral.referredBy': cbpsWork,
  'PresentResponsibilityReferral.outcome': cbpsWork,
  'PresentResponsibilityReferral.outcomeNote': cbpsWork,
  'PresentResponsibilityReferral.determinedAt': cbpsWork,
} satisfies Policy;
