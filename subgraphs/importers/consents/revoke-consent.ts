import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';

export interface RevocationAsked {
  readonly id: string;
  readonly clientMutationKey?: string | null;
}

/**
 * The importer takes a consent back: the next request of the platform finds none.
 * Revoked again, it stays as it was. Null where the importer gave no such consent.
 */
export function revokeConsent(setting: LoaderSetting) {
  const { viewer, now } = setting;
  return async (asked: RevocationAsked): Promise<string | null> => {
    const work: MutationAsked['work'] = async (tx) => {
      const revoked = statement<{ id: string }>(tx, REVOKE);
      const [consent] = await revoked({ id: asked.id, importer: viewer.subject, now });
      return consent?.id ?? null;
    };
    return mutate(setting, { name: 'revokeStandingConsent', input: asked, work });
  };
}

const REVOKE = `
  update standing_consent
  set revoked_at = coalesce(revoked_at, :now)
  where id = :id and importer_id = :importer
  returning id`;
