import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import { ownershipPurposes } from '../parameters.ts';
import type { ImporterFacts } from '../tables.ts';

/**
 * EO 14411 § 2(a)(iii); 5 USC 552a(b). Owners, affiliates and assets: the importer
 * itself, and an agency with jurisdiction whose agreement grants the rule, for a
 * purpose that they are gathered for.
 */
export const importerOwnership = disclosure<Pick<ImporterFacts, 'related'>>({
  rule: 'IMPORTER_OWNERSHIP',
  decide: (viewer, { related }) =>
    viewer.audience === 'PGA' &&
    (viewer.purpose === null || !ownershipPurposes.value.includes(viewer.purpose))
      ? withhold('PURPOSE')
      : whereRelated(viewer, related),
});
