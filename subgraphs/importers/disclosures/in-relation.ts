import { type Disclosure, disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { ImporterFacts } from '../tables.ts';

/** A rule that asks for nothing but the relation of the viewer's audience to the importer. */
function inRelation(rule: DisclosureRule): Disclosure<Pick<ImporterFacts, 'related'>> {
  return disclosure({ rule, decide: (viewer, { related }) => whereRelated(viewer, related) });
}

/** 18 USC 1905; EO 14411 § 2(a)(iii). A certification covers names and addresses: what else an importer stated is not kept by it. */
export const importerProfile = inRelation('IMPORTER_PROFILE');

/** 19 CFR 113; 18 USC 1905. */
export const importerSecurity = inRelation('IMPORTER_SECURITY');

/** EO 14411 § 2(d); 5 USC 552(b)(7). Which evidence of them is another matter: loaders/standing.ts. */
export const standingReasons = inRelation('STANDING_REASONS');

/** EO 14411 § 2(e), § 2(f). Agencies alone, CBP apart: the rule exists for no other audience. */
export const riskTierOfImporter = inRelation('RISK_TIER');

/** EO 14411 § 2(e), § 2(f). Agencies alone, CBP apart. Custodians and forwarders stand in no relation to an agency. */
export const vettingOfImporter = inRelation('VETTING');

/** EO 14411 § 10. */
export const importerResidency = inRelation('IMPORTER_RESIDENCY');

/** EO 13785 § 2(b). */
export const coveredImporterDetermination = inRelation('COVERED_IMPORTER');

/** EO 14411 § 2(b)-(d). */
export const entryEligibilityOfImporter = inRelation('ENTRY_ELIGIBILITY');

/** 19 CFR 103.31(d); EO 14411 § 6. The certifier alone, CBP apart: the rule exists for no other audience. */
export const confidentiality = inRelation('CONFIDENTIALITY');

/** CBP E-Commerce Strategy obj. 3.2, 4.2. The importer alone, CBP apart: what is public of it stands in the registry. */
export const listingRecord = inRelation('LISTING_RECORD');

/** EO 14411 § 2(d). The importer alone, CBP apart. */
export const standingConsent = inRelation('STANDING_CONSENT');
