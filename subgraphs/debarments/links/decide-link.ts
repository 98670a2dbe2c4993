import { publish } from '@good-standing/kernel/findings/publish.ts';
import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { findLeads } from '../leads/find-leads.ts';
import { oneAtATime } from './find-links.ts';
import { publishFindings } from './publish-findings.ts';

export interface DecisionAsked {
  readonly id: string;
  readonly decision: 'CONFIRM' | 'REJECT';
  readonly note: string;
  readonly clientMutationKey?: string | null;
}

const LONGEST_NOTE = 2_000;

/**
 * Keeps CBP's decision on a link with who and when, and publishes what follows for the
 * importer's standing, in one transaction. A decision that already stands changes
 * nothing. Gives the link, or null where there is none.
 */
export function decideLink(setting: LoaderSetting) {
  const { viewer, now } = setting;
  return async (asked: DecisionAsked): Promise<string | null> => {
    const { id, decision, note } = asked;
    const written = note.trim();
    if (written.length < 1 || written.length > LONGEST_NOTE) {
      throw badInput(`note: expected 1 to ${LONGEST_NOTE} characters, got ${written.length}`);
    }
    const work: MutationAsked['work'] = async (tx) => {
      await statement(tx, oneAtATime)({});
      const [link] = await statement<{ importer_id: string; exclusion_id: string; stands: boolean }>(
        tx,
        LINK,
      )({ id, decision });
      if (link === undefined) return null;
      if (link.stands) return id;
      await statement(tx, DECIDE)({ id, decision });
      await statement(
        tx,
        KEEP,
      )({
        id,
        decision,
        note: written,
        decided_by: viewer.actor,
        organization: viewer.organization?.id ?? null,
        decided_at: now,
      });
      await publishFindings(tx, { importers: [link.importer_id] });
      await findLeads(tx, [link.exclusion_id]);
      // Whoever was told what the link said before is told that it was corrected: 5 USC 552a(c)(4).
      await publish(tx, 'correction', [{ record: id, coordinates: SETTLED, correctedAt: now.toString() }]);
      return id;
    };
    return mutate(setting, { name: 'decideExclusionLink', input: asked, work });
  };
}

/** What a decision changes for those who read the link: it is somebody's, or it is not. */
const SETTLED = ['ExclusionLink.status', 'ExclusionLink.exclusion', 'ExclusionLink.importer'];

const LINK = `
  select
    importer_id,
    exclusion_id,
    decision is not distinct from :decision
      and status = case :decision when 'CONFIRM' then 'CONFIRMED' else 'REJECTED' end as stands
  from exclusion_link
  where link_id = :id
  for update`;

const DECIDE = `
  update exclusion_link link
  set decision = :decision,
      status = case :decision when 'CONFIRM' then 'CONFIRMED' else 'REJECTED' end,
      decided_digest = x.entry_digest
  from exclusion x
  where link.link_id = :id and x.exclusion_id = link.exclusion_id`;

const KEEP = `
  insert into link_decision (link_id, decision, note, decided_by, organization, decided_at)
  values (:id, :decision, :note, :decided_by, :organization, :decided_at)`;
