import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';

/**
 * Keeps importers' standing by day, as importers last stated it, and each statement as it
 * was: one of an earlier instant came late.
 */
export const importerStandingConsumer: Consumer = consumer('importer-standing', async (tx, items) => {
  await tx.unsafe(
    `insert into importer_standing_told (importer_id, stated_at, spans)
     select "importerId", "statedAt", spans
     from jsonb_to_recordset($1::text::jsonb) as item ("importerId" text, "statedAt" timestamptz, spans jsonb)
     on conflict do nothing`,
    [JSON.stringify(items)],
  );
  await tx.unsafe(
    `insert into importer_standing as held (importer_id, stated_at, spans)
     select distinct on ("importerId") "importerId", "statedAt", spans
     from rows from (
       jsonb_to_recordset($1::text::jsonb) as ("importerId" text, "statedAt" timestamptz, spans jsonb)
     ) with ordinality as item ("importerId", "statedAt", spans, nth)
     order by "importerId", "statedAt" desc, nth desc
     on conflict (importer_id) do update set stated_at = excluded.stated_at, spans = excluded.spans
       where excluded.stated_at >= held.stated_at`,
    [JSON.stringify(items)],
  );
});
