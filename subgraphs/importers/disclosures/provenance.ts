import { disclose } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { ImporterFacts } from '../tables.ts';

/**
 * 18 USC 1905. File and line of the registry say nothing of the importer: an agency
 * has them of every importer that it may know of, others of those they stand in
 * relation to.
 */
export const provenance = disclosure<Pick<ImporterFacts, 'related'>>({
  rule: 'PROVENANCE',
  decide: (viewer, { related }) =>
    viewer.audience === 'PGA' && !related ? disclose('AUDIENCE') : whereRelated(viewer, related),
});
