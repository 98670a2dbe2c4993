import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';

export interface AcknowledgementAsked {
  readonly id: string;
  readonly clientMutationKey?: string | null;
}

/**
 * The recipient says that it has taken note of a correction. Acknowledged again, it
 * stays as it was. Null where the organisation has no such notice.
 */
export function acknowledgeCorrection(setting: LoaderSetting) {
  const { viewer, now } = setting;
  return async (asked: AcknowledgementAsked): Promise<string | null> => {
    const work: MutationAsked['work'] = async (tx) => {
      const acknowledged = statement<{ id: string }>(tx, ACKNOWLEDGE);
      const organization = viewer.organization?.id ?? null;
      const [notice] = await acknowledged({ id: asked.id, organization, actor: viewer.actor, now });
      return notice?.id ?? null;
    };
    return mutate(setting, { name: 'acknowledgeCorrection', input: asked, work });
  };
}

const ACKNOWLEDGE = `
  update correction_notice
  set acknowledged_by = case when acknowledged_at is null then :actor else acknowledged_by end,
      delivered_at = coalesce(delivered_at, :now),
      acknowledged_at = coalesce(acknowledged_at, :now)
  where id = :id and organization_id = :organization
  returning id`;
