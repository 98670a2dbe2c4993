import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';

export interface WithdrawalAsked {
  readonly id: string;
  readonly clientMutationKey?: string | null;
}

/**
 * The certifier takes its certification back: from today it keeps nothing. One that
 * is over already stays as it is. Null where the importer has no such certification.
 */
export function withdrawCertification(setting: LoaderSetting) {
  const { viewer, today } = setting;
  return async (asked: WithdrawalAsked): Promise<string | null> => {
    const work: MutationAsked['work'] = async (tx) => {
      const own = { id: asked.id, importer: viewer.subject };
      const [held] = await statement<{ id: string }>(tx, OWN)(own);
      if (held === undefined) return null;
      await statement(tx, WITHDRAW)({ id: asked.id, today });
      return held.id;
    };
    return mutate(setting, { name: 'withdrawConfidentialityCertification', input: asked, work });
  };
}

const OWN =
  'select id from confidentiality_certification where id = :id and importer_id = :importer for update';

const WITHDRAW = `
  update confidentiality_certification
  set ended_on = :today::date, ended_by = 'CERTIFIER', under_review_since = null
  where id = :id and ended_on is null and last_in_force_on >= :today::date
    and (withdrawn_on is null or withdrawn_on > :today::date)`;
