import type { SeizureGrouping } from '../schema.generated.ts';

/**
 * What a seizure is held for, once: of several grounds the first in this order counts
 * (policy: the order of EO 13904 § 6(a), within it the narrower first).
 */
export const GROUNDS_IN_ORDER = [
  'IPR_TRADEMARK',
  'IPR_COPYRIGHT',
  'GRAY_MARKET',
  'DMCA',
  'NARCOTICS',
  'CONTRABAND',
  'ORIGIN',
  'UNDERVALUATION',
  'FORCED_LABOR',
  'FOOD_SAFETY',
  'PRODUCT_SAFETY',
  'OTHER',
] as const;

export const ENVIRONMENTS = ['MAIL', 'EXPRESS', 'CARGO', 'OTHER'] as const;

/** As the seizure stood on the day it was counted. */
export const OUTCOMES = ['PENDING', 'FORFEITED', 'ABANDONED', 'RELEASED'] as const;

/** Where the record does not say. */
export const UNKNOWN = 'UNKNOWN';

/** SQL over `seizure` with `:today`, each seizure once; and its values where they are known beforehand. */
interface Grouping {
  readonly sql: string;
  /** Null: any country or port. */
  readonly values: readonly string[] | null;
}

export const GROUPINGS = {
  GROUND: {
    sql: `coalesce((
      select ground
      from unnest(array[${GROUNDS_IN_ORDER.map((ground) => `'${ground}'`).join(', ')}]) with ordinality as listed (ground, nth)
      where ground = any(seizure.grounds)
      order by nth
      limit 1), 'OTHER')`,
    values: GROUNDS_IN_ORDER,
  },
  ENVIRONMENT: { sql: 'seizure.environment', values: ENVIRONMENTS },
  OUTCOME: {
    sql: `case
      when seizure.released_on <= :today then 'RELEASED'
      when seizure.forfeited_on <= :today then 'FORFEITED'
      when seizure.abandoned_on <= :today then 'ABANDONED'
      else 'PENDING'
    end`,
    values: OUTCOMES,
  },
  COUNTRY: { sql: `coalesce(seizure.origin, '${UNKNOWN}')`, values: null },
  PORT: { sql: `coalesce(seizure.port, '${UNKNOWN}')`, values: null },
} as const satisfies Record<SeizureGrouping, Grouping>;

export const GROUPING_NAMES = Object.keys(GROUPINGS) as readonly SeizureGrouping[];
