import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';

/** What one organisation, or one address without a token, may ask in the course of time. */
export interface Rates {
  /** Root fields a minute; as many may come at once. An alias is one more. */
  readonly pointsPerMinute: number;
  /** Requests that are being answered at the same time. */
  readonly atOnce: number;
  /** Different ids, numbers and names asked about in a day (UTC); null: as many as the purpose needs. */
  readonly identifiersPerDay: number | null;
}

const PUBLIC: Rates = { pointsPerMinute: 60, atOnce: 4, identifiersPerDay: 50 };
const PARTNER: Rates = { pointsPerMinute: 600, atOnce: 8, identifiersPerDay: 500 };
/** Those who check parties before listing or carrying: a hundred full calls of `screen` a day, where the agreement says no other number. */
const SCREENING: Rates = { ...PARTNER, identifiersPerDay: 100_000 };
const AGENCY: Rates = { pointsPerMinute: 3_000, atOnce: 16, identifiersPerDay: null };

/**
 * What a viewer may ask: as its audience, but for what its agreement says of identifiers.
 *
 * @param agreed identifiers a day by the agreement in force; null: it says nothing of them.
 */
export function ratesUnder(audience: Audience, agreed: number | null): Rates {
  const rates = ratesFor(audience);
  return agreed === null || rates.identifiersPerDay === null
    ? rates
    : { ...rates, identifiersPerDay: agreed };
}

export function ratesFor(audience: Audience): Rates {
  switch (audience) {
    case 'PUBLIC':
      return PUBLIC;
    case 'CBP':
    case 'PGA':
      return AGENCY;
    case 'PLATFORM':
    case 'CARRIER':
    case 'BROKER':
      return SCREENING;
    default:
      return PARTNER;
  }
}
