import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { type AffiliationLoaders, affiliationLoaders } from './loaders/affiliations.ts';
import { type CertificationLoaders, certificationLoaders } from './loaders/certifications.ts';
import { type ImporterLoaders, importerLoaders } from './loaders/importers.ts';
import { type ListingLoaders, listingLoaders } from './loaders/listings.ts';
import { type NumberLoaders, numberLoaders } from './loaders/numbers.ts';
import { type OwnershipLoaders, ownershipLoaders } from './loaders/ownership.ts';
import { type SecurityLoaders, securityLoaders } from './loaders/security.ts';

export type Context = RequestContext<Loaders>;

export interface Loaders
  extends ImporterLoaders,
    NumberLoaders,
    OwnershipLoaders,
    AffiliationLoaders,
    SecurityLoaders,
    CertificationLoaders,
    ListingLoaders {
  /** One statement a tick. */
  readonly provenanceOf: (row: ReceivedLine) => Promise<Provenance>;
}

/** Made for one request and one viewer. */
export function loaders(setting: LoaderSetting): Loaders {
  return {
    ...importerLoaders(setting),
    ...numberLoaders(setting),
    ...ownershipLoaders(setting),
    ...affiliationLoaders(setting),
    ...securityLoaders(setting),
    ...certificationLoaders(setting),
    ...listingLoaders(setting),
    provenanceOf: provenanceOf(setting.sql),
  };
}
