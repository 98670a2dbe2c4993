import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { publishIdentitiesOn } from '../ingest/publish-identities.ts';

/**
 * In the transaction that assessed them: whoever of these is listed as trusted is told to
 * the other owners with the days on which its listing is suspended. The registry itself
 * needs no telling: it reads what standing is known to be (visibility.ts).
 */
export async function tellSuspensions(
  tx: TransactionSql,
  importers: readonly string[],
  on: Temporal.PlainDate,
): Promise<void> {
  const noted = await statement<object>(tx, NOTE)({ importers, on });
  if (noted.length > 0) await publishIdentitiesOn(tx, on);
}

const NOTE = `
  insert into identity_change (importer_id)
  select distinct l.importer_id
  from listing l
  where l.importer_id = any(:importers::text[]) and l.programme = 'TRUSTED'
    and l.delisted_on is null and l.ended_on is null and (l.until_on is null or l.until_on >= :on::date)
  order by 1
  returning importer_id`;
