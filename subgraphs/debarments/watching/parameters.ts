import type { Parameter } from '../parameters.ts';

/** Parties that one organisation may watch. */
export const mostWatched: Parameter<number> = {
  value: 1_000_000,
  basis: 'EO 13904 § 1: a platform or carrier looks at those it lists or carries for, and not at everyone.',
  status: 'POLICY',
  effectiveOn: '2026-11-01',
};

/** Days from the day on which a party was last given to the last on which it is watched. */
export const watchedDays: Parameter<number> = {
  value: 365,
  basis:
    'What an organisation has not given for a year it is taken not to need any more (5 USC 552a(e)(1) by analogy).',
  status: 'POLICY',
  effectiveOn: '2026-11-01',
};

/** Days for which changes of a watched party are read. */
export const changesKeptDays: Parameter<number> = {
  value: 90,
  basis: 'As long as deliveries of webhooks are kept.',
  status: 'POLICY',
  effectiveOn: '2026-11-01',
};
