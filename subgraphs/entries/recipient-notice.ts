import type { SeizureReleaseRow } from './tables.ts';

/** 19 CFR 133.21(c)(1): with what is released unredacted before seizure. */
const NOTICE =
  'The information may be protected by the Trade Secrets Act (18 USC 1905) and is disclosed only to assist CBP in determining whether the goods bear a spurious mark.';

/** What the owner is notified of with a release; null where there is nothing to notify of. */
export function recipientNotice({ item, decision, stage }: SeizureReleaseRow): string | null {
  const isUnredacted = item === 'IMAGES' || item === 'SAMPLE';
  return decision === 'RELEASE' && isUnredacted && stage === 'DETAINED' ? NOTICE : null;
}
