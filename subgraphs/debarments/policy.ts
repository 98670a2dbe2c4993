import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { exclusionLink } from './disclosures/exclusion-link.ts';

/** Who may have what of the exclusions, field by field. What is not here is @public in the SDL. */
export const policy = {
  'Exclusion.links': exclusionLink,
  'Importer.exclusionLinks': exclusionLink,
  'ExclusionLink.exclusion': exclusionLink,
  'ExclusionLink.importer': exclusionLink,
  'ExclusionLink.status': exclusionLink,
  'ExclusionLink.basis': exclusionLink,
  'ExclusionLink.foundAt': exclusionLink,
} satisfies Policy;
