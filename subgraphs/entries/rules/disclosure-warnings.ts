import type { RightsBasis } from '../parameters.ts';
import type { OwnerItem } from './rights-holder-matrix.ts';
import type { Phase } from './rights-holder-phase.ts';

export interface WarningFacts {
  /** Whether the notice of detention told the importer what may go to the owner of the right; null, absent: the source does not say. */
  readonly containsDisclosureWarnings?: boolean | null;
}

/**
 * 19 CFR 133.21(b)(2)(i)(A)-(B). Whether what is not redacted may go to the owner of the
 * right before seizure for all that the notice of detention says. A source that does
 * not say is taken to have warned (policy).
 */
export function isImporterWarned({ containsDisclosureWarnings }: WarningFacts): boolean {
  return containsDisclosureWarnings !== false;
}

/** Whether a release waits for a notice with the warnings: 19 CFR 133.25 of restricted goods knows of none. */
export function isForWarnedOnly(basis: RightsBasis | null, item: OwnerItem, phase: Phase): boolean {
  const isUnredacted = item === 'IMAGES' || item === 'SAMPLE';
  return isUnredacted && basis !== 'GRAY_MARKET' && phase !== 'SEIZED' && phase !== 'FORFEITED';
}
