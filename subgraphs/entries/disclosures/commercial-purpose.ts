import { type Decision, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Purpose, Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** For which an agency may have commercial values (19 USC 1415(a)(3)(F)). */
const AGENCY_PURPOSES: readonly (Purpose | null)[] = ['RISK_ASSESSMENT', 'ADMISSIBILITY', 'ENFORCEMENT'];

/** Commercial values: an agency by purpose and relation, importer and broker by relation. */
export function forCommercialPurpose(viewer: Viewer, related: boolean): Decision {
  if (viewer.audience === 'PGA' && !AGENCY_PURPOSES.includes(viewer.purpose)) return withhold('PURPOSE');
  return whereRelated(viewer, related);
}
