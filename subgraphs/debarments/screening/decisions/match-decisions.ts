import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { MatchDecisionRow } from '../../tables.ts';

const DECISION = `
  select d.decision_id as id, d.reference, d.exclusion_id as "exclusionId", d.decision, d.note,
    d.decided_by as "decidedBy", d.decided_at as "decidedAt",
    d.decided_digest = x.entry_digest and not exists (
      select from match_decision later
      where (later.organization, later.reference, later.exclusion_id)
          = (d.organization, d.reference, d.exclusion_id)
        and later.nth > d.nth
    ) as holds
  from match_decision d
  join exclusion x using (exclusion_id)`;

/** A decision of the viewer's own organisation; null for any other's. One statement a tick. */
export function matchDecisionById(setting: LoaderSetting): DataLoader<string, MatchDecisionRow | null> {
  const rows = statement<MatchDecisionRow>(
    setting.sql,
    `${DECISION} where d.decision_id = any(:ids::text[]) and d.organization = :organization`,
  );
  const organization = setting.viewer.organization?.id ?? null;
  return byKey<string, MatchDecisionRow>(
    (ids) => rows({ ids, organization }),
    (row) => row.id,
  );
}

/** Decisions that suppress a match: by the party's reference, then by the exclusion's id. */
export type Cleared = ReadonlyMap<string, ReadonlyMap<string, MatchDecisionRow>>;

const NOTHING: Cleared = new Map();

/**
 * What the viewer's organisation has cleared of these parties. Nothing for those who
 * ask without an agreement: what another may have decided is not theirs. At most one statement.
 */
export function clearedOf(
  setting: Pick<LoaderSetting, 'sql' | 'viewer'>,
): (references: readonly string[]) => Promise<Cleared> {
  const rows = statement<MatchDecisionRow>(
    setting.sql,
    `select * from (
       ${DECISION} where d.organization = :organization and d.reference = any(:references::text[])
         and d.decision = 'CLEAR'
     ) cleared
     where holds`,
  );
  const { audience, organization } = setting.viewer;
  return async (references) => {
    if (audience === 'PUBLIC' || organization === null || references.length === 0) return NOTHING;
    const cleared = new Map<string, Map<string, MatchDecisionRow>>();
    for (const row of await rows({ organization: organization.id, references })) {
      const ofParty = cleared.get(row.reference) ?? new Map<string, MatchDecisionRow>();
      ofParty.set(row.exclusionId, row);
      cleared.set(row.reference, ofParty);
    }
    return cleared;
  };
}
