import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Purpose } from '@good-standing/kernel/viewer/viewer.ts';
import type { ImporterFacts } from '../tables.ts';

/** Policy: what an agency may want owners and affiliates for. The order leaves it to the agreement. */
const AGENCY_PURPOSES: ReadonlySet<Purpose> = new Set([
  'ADMISSIBILITY',
  'RISK_ASSESSMENT',
  'IDENTITY',
  'ENFORCEMENT',
]);

/**
 * EO 14411 § 2(a)(iii); 5 USC 552a(b). Owners, affiliates and assets: the importer
 * itself, and an agency with jurisdiction whose agreement grants the rule, for a
 * purpose of its own duties.
 */
export const importerOwnership = disclosure<Pick<ImporterFacts, 'related'>>({
  rule: 'IMPORTER_OWNERSHIP',
  decide: (viewer, { related }) =>
    viewer.audience === 'PGA' && (viewer.purpose === null || !AGENCY_PURPOSES.has(viewer.purpose))
      ? withhold('PURPOSE')
      : whereRelated(viewer, related),
});
