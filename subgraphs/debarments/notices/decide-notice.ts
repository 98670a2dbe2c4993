import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { findLeads } from '../leads/find-leads.ts';
import { keepDecision } from '../leads/keep-decision.ts';
import { oneAtATime } from '../links/find-links.ts';
import { publishFindings } from '../links/publish-findings.ts';
import type { MutationDecideReestablishmentNoticeArgs } from '../schema.generated.ts';
import { writtenText } from './written.ts';

/**
 * CBP decides on a notice. Confirmed with an importer it is a finding of GS-006,
 * published in the same transaction; dismissed, what it told is no evidence of leads.
 * Null where there is no such notice.
 */
export function decideNotice(setting: LoaderSetting) {
  return (asked: MutationDecideReestablishmentNoticeArgs): Promise<string | null> => {
    const { id, decision, importerId = null } = asked;
    const note = writtenText('note', asked.note);
    if (importerId !== null && decision !== 'CONFIRM') {
      throw badInput('importerId: expected with CONFIRM only');
    }
    return mutate(setting, {
      name: 'decideReestablishmentNotice',
      input: asked,
      work: async (tx) => {
        await statement(tx, oneAtATime)({});
        const [notice] = await statement<OfNotice>(tx, NOTICE)({ id, decision, importer_id: importerId });
        if (notice === undefined) return null;
        if (notice.stands) return id;
        if (importerId !== null) {
          const [known] = await statement<object>(tx, IMPORTER)({ importer_id: importerId });
          if (known === undefined) throw badInput('importerId: there is no such importer');
        }
        await statement(tx, DECIDE)({ id, decision, importer_id: importerId, decided_at: setting.now });
        await keepDecision(tx, setting, { id, decision, note });
        await findLeads(tx, [notice.exclusionId]);
        const importers = [notice.importerId, importerId].filter((known) => known !== null);
        await publishFindings(tx, { importers });
        return id;
      },
    });
  };
}

interface OfNotice {
  readonly exclusionId: string;
  /** Settled before. */
  readonly importerId: string | null;
  readonly stands: boolean;
}

const NOTICE = `
  select
    exclusion_id as "exclusionId", importer_id as "importerId",
    (decision, importer_id) is not distinct from (:decision::text, :importer_id::text) as stands
  from reestablishment_notice
  where notice_id = :id
  for update`;

const IMPORTER = 'select from importer_identity where importer_id = :importer_id';

const DECIDE = `
  update reestablishment_notice
  set decision = :decision, importer_id = :importer_id, decided_at = :decided_at
  where notice_id = :id`;
