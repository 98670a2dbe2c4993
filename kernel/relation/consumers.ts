import { type Consumer, consumer } from '../findings/consumer.ts';

/** Keeps the owner's copy of who has jurisdiction over which importer. */
export const jurisdictionConsumer: Consumer = consumer('jurisdiction', async (tx, items) => {
  await tx.unsafe(
    `insert into jurisdiction (importer_id, agency, first_on, last_on)
     select "importerId", agency, min("firstOn"), max("lastOn")
     from jsonb_to_recordset($1::text::jsonb) as item("importerId" text, agency text, "firstOn" date, "lastOn" date)
     group by 1, 2
     on conflict (importer_id, agency) do update
       set first_on = least(jurisdiction.first_on, excluded.first_on),
           last_on = greatest(jurisdiction.last_on, excluded.last_on)`,
    [JSON.stringify(items)],
  );
});

/** Keeps the owner's copy of which broker acts for which importer. The last word on an engagement holds. */
export const engagementConsumer: Consumer = consumer('engagement', async (tx, items) => {
  await tx.unsafe(
    `insert into engagement (broker_id, importer_id, from_on, until_on)
     select distinct on (1, 2, 3) "brokerId", "importerId", "fromOn", "untilOn"
     from rows from (
       jsonb_to_recordset($1::text::jsonb) as ("brokerId" text, "importerId" text, "fromOn" date, "untilOn" date)
     ) with ordinality as item("brokerId", "importerId", "fromOn", "untilOn", nth)
     order by 1, 2, 3, nth desc
     on conflict (broker_id, importer_id, from_on) do update set until_on = excluded.until_on`,
    [JSON.stringify(items)],
  );
});
