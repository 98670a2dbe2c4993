import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';

/**
 * Of the statements on one finding in a message the last holds. A statement that
 * says what is known, or that rests on an older rule or on older evidence than
 * what is known (it came late), changes nothing.
 */
const TOLD = `
  told as (
    select distinct on (key)
           key, rule, "ruleVersion" as rule_version, subject as importer_id, effect, state,
           "validFrom" as valid_from, "validUntil" as valid_until, evidence,
           (select max((item ->> 'observedOn')::date) from jsonb_array_elements(evidence) item) as last_observed_on
    from rows from (
      jsonb_to_recordset($1::text::jsonb) as (
        key text, rule text, "ruleVersion" int, subject text, effect text, state text,
        "validFrom" date, "validUntil" date, evidence jsonb)
    ) with ordinality as item (
      key, rule, "ruleVersion", subject, effect, state, "validFrom", "validUntil", evidence, nth)
    order by key, "ruleVersion" desc, nth desc
  )`;

const END_EARLIER_KNOWLEDGE = `
  with ${TOLD}
  update finding held
  set known_until = greatest(now(), held.known_from + interval '1 microsecond')
  from told
  where held.key = told.key and held.known_until is null
    and told.rule_version >= held.rule_version
    and (told.rule_version > held.rule_version
         or coalesce(told.last_observed_on, '-infinity') >= coalesce(held.last_observed_on, '-infinity'))
    and (told.rule, told.rule_version, told.importer_id, told.effect, told.state,
         told.valid_from, told.valid_until, told.evidence)
        is distinct from
        (held.rule, held.rule_version, held.importer_id, held.effect, held.state,
         held.valid_from, held.valid_until, held.evidence)`;

const KNOW = `
  with ${TOLD}
  insert into finding (
    key, rule, rule_version, importer_id, effect, state, valid_from, valid_until, evidence, last_observed_on, known_from)
  select key, rule, rule_version, importer_id, effect, state, valid_from, valid_until, evidence, last_observed_on,
         greatest(now(), (select max(known_until) from finding before where before.key = told.key))
  from told
  where not exists (select from finding held where held.key = told.key and held.known_until is null)`;

/** Keeps what the owners of the evidence found, and when it was known. Nothing known is ever lost. */
export const findingConsumer: Consumer = consumer('finding', async (tx, items) => {
  const told = JSON.stringify(items);
  await tx.unsafe(END_EARLIER_KNOWLEDGE, [told]);
  await tx.unsafe(KNOW, [told]);
});
