import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import { forCommercialPurpose } from './commercial-purpose.ts';

/** An importer as any id names it, whether or not there is such an importer: the relation decides, nothing else. */
interface Facts {
  readonly id: string;
  readonly related: boolean;
}

function byRelation(rule: DisclosureRule) {
  return disclosure<Facts>({ rule, decide: (viewer, importer) => whereRelated(viewer, importer.related) });
}

/** 19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a. */
export const entriesOfImporter = byRelation('ENTRY_HISTORY');
/** 19 USC 1411(d), 1415(a)(3); 19 CFR 111.24, 103.31a. What is counted over lines is told to who may have the lines. */
export const lineCountsOfImporter = byRelation('ENTRY_LINES');
/** 19 CFR 103.32. */
export const seizuresOfImporter = byRelation('SEIZURE_FACTS');
/** 19 CFR 103.32. */
export const violationsOfImporter = byRelation('VIOLATIONS');
/** 19 CFR 103.32. */
export const penaltiesOfImporter = byRelation('PENALTY');

/** 18 USC 1905, 19 USC 1411(d), 19 CFR 111.24. */
export const dutyAccountOfImporter = disclosure<Facts>({
  rule: 'ENTRY_COMMERCIAL',
  decide: (viewer, importer) => forCommercialPurpose(viewer, importer.related),
});
