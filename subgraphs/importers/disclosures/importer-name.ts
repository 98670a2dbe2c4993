import { type Decision, disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { relationOf } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { ImporterFacts } from '../tables.ts';

/**
 * 19 CFR 103.31(d). An agency with jurisdiction and the importer itself have the
 * name whatever is certified. A certification in force on the day asked withholds
 * it from everyone else, also where a trusted listing would disclose it: the
 * listing is read where it stands, in the public registry. Without a
 * certification the importer's broker has it, a platform with the importer's
 * consent in force, and while a trusted listing is in force anyone, without an
 * agreement.
 *
 * The name stands in the registry and is of no day: the certification in force on
 * the day asked decides, whatever record led to it. A manifest has a day; for it
 * see rules/manifest-confidentiality.ts.
 *
 * Who is a stranger to the importer hears of no certification.
 */
export const importerName = disclosure<NameFacts>({
  rule: 'IMPORTER_NAME',
  withoutAgreement: true,
  decide: nameOf,
});

type NameFacts = Pick<ImporterFacts, 'related' | 'trusted' | 'confidential' | 'consentsToName'>;

function nameOf(viewer: Viewer, { related, trusted, confidential, consentsToName }: NameFacts): Decision {
  const relation = consentsToName && viewer.audience === 'PLATFORM' ? 'CONSENT' : relationOf(viewer);
  const isRelated = relation === 'CONSENT' || (related && relation !== null);
  const hasByRelation = isRelated && viewer.rules.has('IMPORTER_NAME');
  const isKeptFrom = relation === 'OWN_CLIENT' || relation === 'CONSENT';
  if (hasByRelation && !isKeptFrom) return disclose(relation);
  if (confidential && (hasByRelation || trusted)) return withhold('CONFIDENTIALITY');
  if (hasByRelation) return disclose(relation);
  if (trusted) return disclose('PUBLIC_RECORD');
  if (isRelated) return withhold('AGREEMENT');
  return withhold(relation === null ? 'CONDITION' : 'RELATION');
}
