import { SAME_NAME_FROM } from '../match/evidence-weights.ts';
import type { Found } from '../match/finder.ts';

/**
 * Whether an entry of a list is the party's: as the verdict on the exclusions, a name
 * alone never is, and a city is enough only with an organisation's very name (policy).
 */
export function isListingConclusive({ nameScore, features }: Found, isOrganization: boolean): boolean {
  const agrees = (...names: readonly string[]) =>
    features.some(({ feature, score }) => names.includes(feature) && score === 1);
  if (
    nameScore < SAME_NAME_FROM ||
    features.some(({ feature, score }) => feature === 'KIND' && score === 0)
  ) {
    return false;
  }
  return (
    agrees('STREET', 'POSTAL_CODE', 'PHONE', 'EMAIL_DOMAIN') ||
    (isOrganization && nameScore === 1 && agrees('CITY'))
  );
}
