import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { StandingConsentFacts } from '@good-standing/kernel/findings/topics.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';

/** Tells the owners who look parties up by a consent which there are and until when, and of whom not. */
export async function publishConsents(tx: TransactionSql, ids: readonly string[]): Promise<void> {
  await publish(tx, 'standing-consent', await statement<StandingConsentFacts>(tx, FACTS)({ ids }));
}

const FACTS = `
  select id as "consentId", platform, 'STANDING_STATUS' = any(scopes) as "opensStanding",
    granted_on::text as "fromOn", until_on::text as "untilOn",
    to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "revokedAt"
  from standing_consent
  where id = any(:ids::text[])
  order by id`;
