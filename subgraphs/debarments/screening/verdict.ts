import type { ExclusionRow } from '../tables.ts';
import type { Comparison } from './evidence.ts';

/** Raised whenever the same party could get another verdict. */
export const RULES_VERSION = 'alike-5';

export type ScreeningVerdict =
  | 'LISTED_TRUSTED'
  | 'PUBLIC_EXCLUSION'
  | 'PUBLIC_LISTING_MATCH'
  | 'AMBIGUOUS'
  | 'CONSENT_REQUIRED'
  | 'NO_PUBLIC_ADVERSE_RECORD'
  | 'UNAVAILABLE';

const IDENTIFIERS: ReadonlySet<Comparison['feature']> = new Set(['UEI', 'CAGE', 'NPI', 'DUNS', 'SAM_NUMBER']);

/**
 * Whether the evidence says that the exclusion is the party's: an identifier does; a
 * name does with a street or postal code that agrees. Of an organisation the city
 * agreeing with its own name will do, and its country where nothing nearer disagrees.
 * Persons have namesakes in every city, another name may be an associate's, and a name
 * that is only like the listed one may be anybody's (policy).
 */
export function isConclusive(
  features: readonly Comparison[],
  classification: ExclusionRow['classification'],
): boolean {
  const agree = (name: Comparison['feature']) =>
    features.some((each) => each.feature === name && each.agrees);
  const disagree = (name: Comparison['feature']) =>
    !agree(name) && features.some((each) => each.feature === name && !each.agrees);
  if (features.some((each) => each.agrees && IDENTIFIERS.has(each.feature))) return true;
  const isOwnName = agree('NAME') || agree('SHORT_NAME');
  if (!isOwnName && !agree('OTHER_NAME') && !agree('LIKE_NAME')) return false;
  if (disagree('KIND')) return false;
  if (agree('POSTAL_CODE') || agree('STREET')) return true;
  if (classification === 'INDIVIDUAL' || !isOwnName) return false;
  if (disagree('UEI') || disagree('POSTAL_CODE') || disagree('COUNTRY')) return false;
  return agree('CITY') || (agree('COUNTRY') && !disagree('CITY') && !disagree('STREET'));
}

export interface Known {
  /** Of the exclusions in force found by an identifier or name, whether each is conclusive. */
  readonly candidates: readonly { readonly conclusive: boolean }[];
  /** Of the entries of further public lists, whether each is conclusive. */
  readonly listings?: readonly { readonly conclusive: boolean }[];
  readonly isListedTrusted: boolean;
  /** Whether the exclusions list is missing or too old. */
  readonly isStale: boolean;
  /** Whether the party came with a consent that opens nothing to who asks. */
  readonly lacksConsent: boolean;
}

/** What was found is told on any list; that nothing was found is worth no more than the list. */
export function verdictOf({
  candidates,
  listings = [],
  isListedTrusted,
  isStale,
  lacksConsent,
}: Known): ScreeningVerdict {
  if (candidates.some((candidate) => candidate.conclusive)) return 'PUBLIC_EXCLUSION';
  if (listings.some((listing) => listing.conclusive)) return 'PUBLIC_LISTING_MATCH';
  if (candidates.length > 0 || listings.length > 0) return 'AMBIGUOUS';
  if (isStale) return 'UNAVAILABLE';
  if (isListedTrusted) return 'LISTED_TRUSTED';
  return lacksConsent ? 'CONSENT_REQUIRED' : 'NO_PUBLIC_ADVERSE_RECORD';
}
