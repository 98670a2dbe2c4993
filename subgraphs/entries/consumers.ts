import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import { engagementConsumer } from '@good-standing/kernel/relation/consumers.ts';
import { importerStandingConsumer } from './standing/importer-standing.ts';
import { whatIfConsumer } from './standing/suppose-findings.ts';

/** Keeps which broker files under which code. The last word on a code holds. */
export const filerCodeConsumer: Consumer = consumer('filer-code', async (tx, items) => {
  await tx.unsafe(
    `insert into filer_code (code, broker_id)
     select distinct on (code) code, "brokerId"
     from rows from (
       jsonb_to_recordset($1::text::jsonb) as (code text, "brokerId" text)
     ) with ordinality as item (code, "brokerId", nth)
     order by code, nth desc
     on conflict (code) do update set broker_id = excluded.broker_id
       where filer_code.broker_id <> excluded.broker_id`,
    [JSON.stringify(items)],
  );
});

/** What entries hears of. Jurisdiction it publishes itself, and writes its own copy with the entries. */
export const consumers: readonly Consumer[] = [
  engagementConsumer,
  filerCodeConsumer,
  importerStandingConsumer,
  whatIfConsumer,
];
