import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { oneAtATime } from '../links/find-links.ts';
import { publishFindings } from '../links/publish-findings.ts';
import { writtenText } from '../notices/written.ts';
import type { MutationDecideReestablishmentLeadArgs } from '../schema.generated.ts';
import { findLeads } from './find-leads.ts';
import { keepDecision } from './keep-decision.ts';

/**
 * CBP decides on a lead as it stands: what follows for the importer's standing is
 * published in the same transaction. A decision that stands on the same evidence
 * changes nothing. Null where there is no such lead.
 */
export function decideLead(setting: LoaderSetting) {
  return (asked: MutationDecideReestablishmentLeadArgs): Promise<string | null> => {
    const { id, decision } = asked;
    const note = writtenText('note', asked.note);
    return mutate(setting, {
      name: 'decideReestablishmentLead',
      input: asked,
      work: async (tx) => {
        await statement(tx, oneAtATime)({});
        const [lead] = await statement<OfLead>(tx, LEAD)({ id, decision });
        if (lead === undefined) return null;
        if (lead.stands) return id;
        await statement(tx, DECIDE)({ id, decision, decided_at: setting.now });
        await keepDecision(tx, setting, { id, decision, note });
        await findLeads(tx, [lead.exclusionId]);
        await publishFindings(tx, { importers: [lead.importerId] });
        return id;
      },
    });
  };
}

interface OfLead {
  readonly exclusionId: string;
  readonly importerId: string;
  readonly stands: boolean;
}

const LEAD = `
  select
    exclusion_id as "exclusionId", importer_id as "importerId",
    decision is not distinct from :decision
      and (decision = 'CONFIRM' or decided_digest = evidence_digest) as stands
  from reestablishment_lead
  where lead_id = :id
  for update`;

const DECIDE = `
  update reestablishment_lead
  set decision = :decision,
      status = case :decision when 'CONFIRM' then 'CONFIRMED' else 'DISMISSED' end,
      decided_digest = evidence_digest,
      decided_at = :decided_at
  where lead_id = :id`;
