import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';

/**
 * Keeps the days on which importers are ineligible or not in good standing, as
 * importers last stated them: a statement of an earlier instant came late.
 */
export const importerStandingConsumer: Consumer = consumer('importer-standing', async (tx, items) => {
  const heard = await statement<{ importerId: string }>(tx, HEAR)({ items: { json: items } });
  const importers = heard.map(({ importerId }) => importerId);
  await statement(tx, FORGET)({ importers });
  await statement(tx, KEEP)({ importers, items: { json: items } });
});

/** The last word on each importer in the batch. */
const LAST = `
  select distinct on ("importerId") "importerId", "statedAt", spans
  from rows from (
    jsonb_to_recordset(:items::text::jsonb) as ("importerId" text, "statedAt" timestamptz, spans jsonb)
  ) with ordinality as item ("importerId", "statedAt", spans, nth)
  order by "importerId", "statedAt" desc, nth desc`;

const HEAR = `
  insert into standing_heard as held (importer_id, stated_at)
  select "importerId", "statedAt" from (${LAST}) last
  on conflict (importer_id) do update set stated_at = excluded.stated_at
    where excluded.stated_at >= held.stated_at
  returning importer_id as "importerId"`;

const FORGET = 'delete from noncompliant_span where importer_id = any(:importers::text[])';

const KEEP = `
  insert into noncompliant_span (importer_id, from_on, until_on)
  select "importerId", span."from", span.until
  from (${LAST}) last
  cross join jsonb_to_recordset(last.spans) as span ("from" date, until date, status text)
  where "importerId" = any(:importers::text[]) and span.status in ('INELIGIBLE', 'NOT_GOOD')`;
