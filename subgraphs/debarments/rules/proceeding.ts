export type ExclusionProceeding =
  | 'DEBARMENT'
  | 'SUSPENSION'
  | 'PROPOSED_DEBARMENT'
  | 'PENDING_UNSPECIFIED'
  | 'VOLUNTARY_EXCLUSION'
  | 'PROHIBITION'
  | 'OTHER';

/**
 * What a published exclusion is (2 CFR 180.605, 180.800, 180.1020). SAM lists both
 * suspensions and proposed debarments as `Ineligible (Proceedings Pending)`: only the
 * comment tells them apart, and where it does not, neither is assumed.
 */
export function proceedingOf(exclusionType: string, comments: string | null): ExclusionProceeding {
  const type = exclusionType.toUpperCase();
  if (type.includes('PROCEEDINGS COMPLETED')) return 'DEBARMENT';
  if (type.includes('PROCEEDINGS PENDING')) return pending(comments ?? '');
  if (type.includes('VOLUNTARY')) return 'VOLUNTARY_EXCLUSION';
  if (type.includes('PROHIBITION') || type.includes('RESTRICTION')) return 'PROHIBITION';
  return 'OTHER';
}

function pending(comments: string): ExclusionProceeding {
  if (/\bpropos(ed|al)\b/i.test(comments)) return 'PROPOSED_DEBARMENT';
  return /\bsuspen(ded|sion)\b/i.test(comments) ? 'SUSPENSION' : 'PENDING_UNSPECIFIED';
}
