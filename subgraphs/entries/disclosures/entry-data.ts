import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import { forCommercialPurpose } from './commercial-purpose.ts';

/** An entry, line or finding that the viewer reaches at all is one it stands in relation to (visibility.ts). */
interface Facts {
  readonly id: string;
}

function byRow(rule: DisclosureRule) {
  return disclosure<Facts>({ rule, decide: (viewer) => whereRelated(viewer, true) });
}

/** 19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a. */
export const entryIdentifiers = byRow('ENTRY_IDENTIFIERS');
/** 19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a. */
export const entryParties = byRow('ENTRY_PARTIES');
/** EO 14411 § 2(d). Whoever reaches an entry stands in relation to its importer: entries reach no platform. */
export const standingAtFiling = byRow('STANDING_STATUS');
/** 19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a. Which lines is for the rows. */
export const entryLines = byRow('ENTRY_LINES');
/** 19 CFR 103.32. */
export const seizuresOfEntry = byRow('SEIZURE_FACTS');
/** 19 CFR 103.32. */
export const penaltiesOfViolation = byRow('PENALTY');
/** 18 USC 1905. */
export const provenance = byRow('PROVENANCE');

/** 18 USC 1905, 19 USC 1411(d), 1415(a)(3)(F), 19 CFR 111.24. */
export const commercialValues = disclosure<Facts>({
  rule: 'ENTRY_COMMERCIAL',
  decide: (viewer) => forCommercialPurpose(viewer, true),
});

/**
 * Sums over all lines of an entry. An agency stands in relation to the lines flagged
 * to it: less its own lines a sum would tell it those of others.
 */
export const commercialTotals = disclosure<Facts>({
  rule: 'ENTRY_COMMERCIAL',
  decide: (viewer) => (viewer.audience === 'PGA' ? withhold('RELATION') : forCommercialPurpose(viewer, true)),
});
