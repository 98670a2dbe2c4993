import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { ImporterFacts } from '../tables.ts';

/**
 * 18 USC 1905; 19 CFR 103.31(d). Addresses are what a certification keeps beside
 * the name: while one is in force only CBP, agencies with jurisdiction and the
 * importer itself have them; else also its broker.
 */
export const importerContact = disclosure<Pick<ImporterFacts, 'related' | 'confidential'>>({
  rule: 'IMPORTER_CONTACT',
  decide: (viewer, { related, confidential }) =>
    related && confidential && viewer.audience === 'BROKER'
      ? withhold('CONFIDENTIALITY')
      : whereRelated(viewer, related),
});
