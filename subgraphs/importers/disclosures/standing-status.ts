import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { ImporterFacts } from '../tables.ts';

/**
 * EO 14411 § 2(d). To those in relation to the importer; to a platform only with
 * the importer's consent, of which none is on record.
 */
export const standingStatus = disclosure<Pick<ImporterFacts, 'related'>>({
  rule: 'STANDING_STATUS',
  decide: (viewer, { related }) =>
    viewer.audience === 'PLATFORM' ? withhold('CONDITION') : whereRelated(viewer, related),
});
