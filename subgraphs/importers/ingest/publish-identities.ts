import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { ImporterIdentity } from '@good-standing/kernel/findings/topics.ts';
import type { Run } from '@good-standing/kernel/ingest/feed.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { takeOut } from '@good-standing/kernel/postgres/take-out.ts';
import { IS_LOST } from '../listings/standing-lost.ts';

const CHANGED = 'select distinct importer_id as id from identity_change order by importer_id';

const IDENTITIES = `
  select i.id as "importerId", i.uei, i.cage,
         case i.kind when 'INDIVIDUAL' then true when 'SOLE_PROPRIETOR' then null else false end as "isPerson",
         array_prepend(i.name, i.other_names) as names,
         array_remove(array[i.mailing_postal_code, i.physical_postal_code], null) as "postalCodes",
         (
           select jsonb_build_object(
             'name', l.name, 'from', l.listed_on, 'until', l.until_on,
             'suspended', (
               select coalesce(
                 jsonb_agg(jsonb_build_object('from', lost.valid_from, 'until', lost.valid_until) order by lost.valid_from),
                 '[]')
               from assessment lost
               where lost.importer_id = i.id and ${IS_LOST}
                 and (lost.valid_until is null or lost.valid_until >= $2::date)))
           from listing l
           where l.importer_id = i.id and l.programme = 'TRUSTED'
             and l.delisted_on is null and l.ended_on is null and (l.until_on is null or l.until_on >= $2::date)
           order by l.listed_on, l.id
           limit 1
         ) as trusted,
         jsonb_build_object(
           'addresses', (
             select jsonb_agg(address)
             from (
               values
                 (i.mailing_lines, i.mailing_city, i.mailing_region, i.mailing_postal_code, i.mailing_country),
                 (i.physical_lines, i.physical_city, i.physical_region, i.physical_postal_code, i.physical_country)
             ) address (lines, city, region, "postalCode", country)
             where lines is not null
           ),
           'principals', array(
             select d.name
             from importer_disclosure d
             where d.importer_id = i.id and d.kind = 'OWNER' and d.delisted_on is null
               and (d.until_on is null or d.until_on >= $2::date)
             order by d.name
           ),
           'phones', i.phones,
           'bankAccounts', i.bank_accounts,
           'websites', array_remove(array[i.website], null),
           'organizedIn', i.year_organized
         ) as associations
  from importer i
  where i.id = any($1::text[])
  order by i.id`;

/**
 * Publishes, within the transaction that changed them, the importers whose names,
 * identifiers or trusted listing changed. A listing of an importer that the
 * registry does not have yet is published with the importer.
 */
export function publishIdentities(tx: TransactionSql, { file }: Run): Promise<void> {
  return publishIdentitiesOn(tx, file.receivedAt.toZonedDateTimeISO('UTC').toPlainDate());
}

/** The same where no file brought the change. */
export async function publishIdentitiesOn(tx: TransactionSql, day: Temporal.PlainDate): Promise<void> {
  const on = day.toString();
  for await (const changed of takeOut<{ id: string }>(tx, 'identity_change', CHANGED)) {
    const ids = changed.map(({ id }) => id);
    const identities = await tx.unsafe<ImporterIdentity[]>(IDENTITIES, [ids, on]);
    await publish(tx, 'importer-identity', [...identities]);
  }
}
