import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import { REQUIRED_RULES } from '@good-standing/kernel/rule/ruleset.ts';
import { everyoneIsDue, sayDue } from '../standing/due.ts';
import { reassessDue } from '../standing/reassess.ts';

const REQUIRED: ReadonlySet<string> = new Set(REQUIRED_RULES.map(({ id }) => id));

/** Assesses some of who is due, and asks to be called again while anyone is. */
const standingDueConsumer: Consumer = consumer('standing-due', async (tx, _items, now) => {
  if ((await reassessDue(tx, undefined, now)) > 0) await sayDue(tx);
});

/** A required rule whose evidence has been looked at for the first time is news of everyone: of others nothing is unknown. */
const ruleLookedAtConsumer: Consumer = consumer('rule-looked-at', async (tx, items) => {
  const fresh = await tx.unsafe<{ rule: string }[]>(
    `insert into rule_looked_at (rule, heard_at)
     select distinct rule, now() from jsonb_to_recordset($1::text::jsonb) as item (rule text)
     on conflict do nothing
     returning rule`,
    [JSON.stringify(items)],
  );
  if (fresh.some(({ rule }) => REQUIRED.has(rule))) await everyoneIsDue(tx);
});

/** Keeps what importers imported, as entries last told it. Standing does not rest on it; tier and security do. */
const importActivityConsumer: Consumer = consumer('import-activity', async (tx, items) => {
  await tx.unsafe(
    `insert into import_activity as held (
       importer_id, first_on, last_on, entries, adcvd_first_on, is_adcvd_unpaid, is_adcvd_late, months)
     select distinct on ("importerId")
       "importerId", "firstOn", "lastOn", entries, "adcvdFirstOn", "isAdcvdUnpaid", "isAdcvdLate", months
     from rows from (
       jsonb_to_recordset($1::text::jsonb) as (
         "importerId" text, "firstOn" date, "lastOn" date, entries bigint, "adcvdFirstOn" date,
         "isAdcvdUnpaid" boolean, "isAdcvdLate" boolean, months jsonb)
     ) with ordinality as item (
       "importerId", "firstOn", "lastOn", entries, "adcvdFirstOn", "isAdcvdUnpaid", "isAdcvdLate", months, nth)
     order by "importerId", nth desc
     on conflict (importer_id) do update
       set first_on = excluded.first_on, last_on = excluded.last_on, entries = excluded.entries,
           adcvd_first_on = excluded.adcvd_first_on, is_adcvd_unpaid = excluded.is_adcvd_unpaid,
           is_adcvd_late = excluded.is_adcvd_late, months = excluded.months`,
    [JSON.stringify(items)],
  );
});

/** Keeps licence and CTPAT status of brokers. The last word on a first day holds. */
const brokerStatusConsumer: Consumer = consumer('broker-status', async (tx, items) => {
  await tx.unsafe(
    `insert into broker_status (broker_id, programme, from_on, status, until_on)
     select distinct on (1, 2, 3) "brokerId", programme, "fromOn", status, "untilOn"
     from rows from (
       jsonb_to_recordset($1::text::jsonb) as (
         "brokerId" text, programme text, "fromOn" date, status text, "untilOn" date)
     ) with ordinality as item ("brokerId", programme, "fromOn", status, "untilOn", nth)
     order by 1, 2, 3, nth desc
     on conflict (broker_id, programme, from_on) do update
       set status = excluded.status, until_on = excluded.until_on`,
    [JSON.stringify(items)],
  );
});

/** What importers hears of for standing, findings apart. */
export const standingConsumers: readonly Consumer[] = [
  standingDueConsumer,
  ruleLookedAtConsumer,
  importActivityConsumer,
  brokerStatusConsumer,
];
