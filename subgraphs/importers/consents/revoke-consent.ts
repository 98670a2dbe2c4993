import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { CONSENT_IN_FORCE } from '../visibility.ts';
import { announceConsents, type ConsentParties } from './announce-consent.ts';
import { publishConsents } from './publish-consents.ts';

export interface RevocationAsked {
  readonly id: string;
  readonly clientMutationKey?: string | null;
}

/**
 * The importer takes a consent back: the next request of the platform finds none.
 * Revoked again, it stays as it was. Null where the importer gave no such consent.
 */
export function revokeConsent(setting: LoaderSetting) {
  const { viewer, today, now } = setting;
  return async (asked: RevocationAsked): Promise<string | null> => {
    const work: MutationAsked['work'] = async (tx) => {
      const own = { id: asked.id, importer: viewer.subject };
      const [consent] = await statement<Given>(tx, GIVEN)({ ...own, today });
      if (consent === undefined) return null;
      await statement(tx, REVOKE)({ ...own, now });
      await publishConsents(tx, [consent.id]);
      if (consent.inForce) await announceConsents(tx, [consent], now);
      return consent.id;
    };
    return mutate(setting, { name: 'revokeStandingConsent', input: asked, work });
  };
}

interface Given extends ConsentParties {
  readonly id: string;
  readonly inForce: boolean;
}

const GIVEN = `
  select s.id, s.importer_id as importer, s.platform, false as "opensStanding", ${CONSENT_IN_FORCE} as "inForce"
  from standing_consent s
  where s.id = :id and s.importer_id = :importer
  for update`;

const REVOKE = `
  update standing_consent
  set revoked_at = coalesce(revoked_at, :now)
  where id = :id and importer_id = :importer`;
