import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';

/**
 * 5 USC 552a(b): that a public exclusion is a given importer's. Agencies with
 * jurisdiction over the importer, the importer itself, its broker. An exclusion
 * without a link that the viewer may know of answers as one without any.
 */
export const exclusionLink = disclosure<{ readonly related: boolean }>({
  rule: 'EXCLUSION_LINK',
  decide: (viewer, { related }) => whereRelated(viewer, related),
});
