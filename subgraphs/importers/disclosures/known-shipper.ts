import { disclose } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { ImporterFacts } from '../tables.ts';

/**
 * CBP E-Commerce Strategy obj. 3.2. Membership, yes or no: an importer its own;
 * agencies, brokers, carriers and platforms that of any importer they may know of.
 */
export const knownShipper = disclosure<Pick<ImporterFacts, 'related'>>({
  rule: 'KNOWN_SHIPPER',
  decide: (viewer, { related }) =>
    viewer.audience === 'IMPORTER' ? whereRelated(viewer, related) : disclose('AUDIENCE'),
});
