import type { SeizureGround } from '../schema.generated.ts';

export const DISPOSITIONS = [
  'DESTROYED',
  'DONATED',
  'SOLD',
  'TRANSFERRED',
  'EXPORTED',
  'RELEASED_ON_CONSENT',
] as const;
/** A third party only where CBP authorised it (EO 14411 § 5). */
export const DISPOSED_BY = ['CBP', 'THIRD_PARTY', 'IMPORTER'] as const;
export const CONSENT_ANSWERS = ['CONSENTED', 'REFUSED'] as const;

interface Forfeited {
  readonly grounds: readonly SeizureGround[];
  readonly forfeitedOn: Temporal.PlainDate | null;
}

/** Days after forfeiture before which counterfeit goods that no agency needs may not be sold. */
const DAYS_BEFORE_SALE = 90;

/** 19 USC 1526(e)(3): sale by auction comes after ninety days; of goods that bear a counterfeit mark alone. */
export function saleAllowedFrom({ grounds, forfeitedOn }: Forfeited): Temporal.PlainDate | null {
  if (forfeitedOn === null || !grounds.includes('IPR_TRADEMARK')) return null;
  return forfeitedOn.add({ days: DAYS_BEFORE_SALE });
}

/** 19 CFR 127.12, EO 13785 § 4(b)(ii): abandoned, and not seized before. */
export function isAbandonedBeforeSeizure({
  abandonedOn,
  seizedOn,
}: {
  readonly abandonedOn: Temporal.PlainDate | null;
  readonly seizedOn: Temporal.PlainDate | null;
}): boolean {
  if (abandonedOn === null) return false;
  return seizedOn === null || Temporal.PlainDate.compare(abandonedOn, seizedOn) < 0;
}
