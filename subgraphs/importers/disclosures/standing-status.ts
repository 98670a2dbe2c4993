import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { ImporterFacts } from '../tables.ts';

/**
 * EO 14411 § 2(d). To those in relation to the importer; to a platform only while
 * a consent of the importer that names it is in force.
 */
export const standingStatus = disclosure<Pick<ImporterFacts, 'related' | 'consentsToStatus'>>({
  rule: 'STANDING_STATUS',
  decide: (viewer, { related, consentsToStatus }) => {
    if (viewer.audience !== 'PLATFORM') return whereRelated(viewer, related);
    return consentsToStatus ? disclose('CONSENT') : withhold('CONDITION');
  },
});
