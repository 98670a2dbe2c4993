import type { Viewer } from '../viewer/viewer.ts';
import { type Decision, disclose, withhold } from './decision.ts';
import type { Disclosure } from './policy.ts';
import { existsFor } from './rules.ts';

/**
 * What audience, agreement and purpose settle before any record is looked at:
 * a decision that holds for every record, or null where the record decides.
 */
export function precheck(viewer: Viewer, rule: Disclosure<never>): Decision | null {
  if (viewer.audience === 'CBP') return disclose('CBP');
  if (!existsFor(rule.rule, viewer.audience)) return withhold(absence(viewer));
  if (rule.withoutAgreement === true) return null;
  if (viewer.audience === 'PUBLIC') return withhold(absence(viewer));
  if (!viewer.rules.has(rule.rule)) return withhold('AGREEMENT');
  if (rule.purposes !== undefined && (viewer.purpose === null || !rule.purposes.includes(viewer.purpose))) {
    return withhold('PURPOSE');
  }
  return null;
}

function absence(viewer: Viewer): 'UNAUTHENTICATED' | 'AGREEMENT' | 'AUDIENCE' {
  if (viewer.demoted !== null) return 'AGREEMENT';
  return viewer.audience === 'PUBLIC' ? 'UNAUTHENTICATED' : 'AUDIENCE';
}
