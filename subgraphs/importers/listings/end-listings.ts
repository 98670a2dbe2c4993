import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { publishIdentitiesOn } from '../ingest/publish-identities.ts';
import { LISTING_IN_FORCE } from '../visibility.ts';

/** Ends what lists an importer as trusted today, also where it is suspended or brought by CBP's list. Gives what it ended. */
export async function endListings(
  tx: TransactionSql,
  { today }: LoaderSetting,
  importer: string,
): Promise<readonly { readonly id: string }[]> {
  return statement<{ id: string }>(
    tx,
    `update listing l
     set ended_on = :today::date
     where l.importer_id = :importer and l.programme = 'TRUSTED' and ${LISTING_IN_FORCE}
     returning l.id`,
  )({ importer, today: today.toString() });
}

/** Other owners hear of the listing in the transaction that changed it. */
export async function tellListing(
  tx: TransactionSql,
  { today }: Pick<LoaderSetting, 'today'>,
  importer: string,
): Promise<void> {
  await statement(tx, 'insert into identity_change (importer_id) values (:importer)')({ importer });
  await publishIdentitiesOn(tx, today);
}
