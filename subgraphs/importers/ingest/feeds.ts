import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { bondsFeed } from './bonds.ts';
import { confidentialityCertificationsFeed } from './confidentiality-certifications.ts';
import { importerDisclosuresFeed } from './importer-disclosures.ts';
import { importersFeed } from './importers.ts';
import { trustedListingsFeed } from './trusted-listings.ts';
import { vettedPersonsFeed } from './vetted-persons.ts';
import { vettingsFeed } from './vettings.ts';

/** The files that importers are read from. */
export function feeds(secret: Secret): readonly Feed[] {
  return [
    importersFeed(secret) as Feed,
    importerDisclosuresFeed(secret) as Feed,
    bondsFeed(secret) as Feed,
    confidentialityCertificationsFeed(secret) as Feed,
    trustedListingsFeed(secret) as Feed,
    vettedPersonsFeed(secret) as Feed,
    vettingsFeed(secret) as Feed,
  ];
}
