import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { SharingAgreementRow } from './tables.ts';

/** A statement without its `where`. */
export const AGREEMENT = `
  select agreement.id, number, audience, subject, agency, authority, rules, purposes,
    effective_on as "effectiveOn", expires_on as "expiresOn", revoked_on as "revokedOn",
    identifiers_per_day as "identifiersPerDay",
    organization.id as "organizationId", organization.name as "organizationName",
    organization.address as "organizationAddress"
  from agreement join organization on organization.id = agreement.organization_id`;

/** What is known of an organisation may be this old: so soon does a revocation take effect. */
const KNOWN_FOR_MS = 2_000;
const MOST_KNOWN = 5_000;

export interface Agreements {
  /**
   * Every agreement of an organisation, by its key or its id, whatever its term.
   * Throws where the database does not answer: nothing older is believed then.
   */
  of(organization: string): Promise<readonly SharingAgreementRow[]>;
}

/**
 * @param clock milliseconds, never going back.
 * @param knownForMs how old what is known may be.
 */
export function agreements(
  sql: Sql,
  clock: () => number = () => performance.now(),
  knownForMs = KNOWN_FOR_MS,
): Agreements {
  const ofOrganization = statement<SharingAgreementRow>(
    sql,
    `${AGREEMENT}
     where organization.key = :organization or organization.id = :organization
     order by effective_on desc, number`,
  );
  const known = new Map<
    string,
    { readonly rows: Promise<readonly SharingAgreementRow[]>; readonly until: number }
  >();

  return {
    of(organization) {
      const held = known.get(organization);
      if (held !== undefined && clock() < held.until) return held.rows;
      known.delete(organization);
      if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value ?? '');
      const rows = ofOrganization({ organization });
      known.set(organization, { rows, until: clock() + knownForMs });
      rows.catch(() => {
        if (known.get(organization)?.rows === rows) known.delete(organization);
      });
      return rows;
    },
  };
}
