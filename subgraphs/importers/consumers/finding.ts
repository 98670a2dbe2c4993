import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import { isDue } from '../standing/due.ts';

const CONTENT = [
  'rule',
  'rule_version',
  'importer_id',
  'effect',
  'state',
  'valid_from',
  'valid_until',
  'evidence',
];

/** Of the statements on one finding in a message the last holds. */
const TOLD = `
  told as (
    select distinct on (key)
           key, rule, "ruleVersion" as rule_version, subject as importer_id, effect, state,
           "validFrom" as valid_from, "validUntil" as valid_until, evidence, "statedAt" as stated_at
    from rows from (
      jsonb_to_recordset($1::text::jsonb) as (
        key text, rule text, "ruleVersion" int, subject text, effect text, state text,
        "validFrom" date, "validUntil" date, evidence jsonb, "statedAt" timestamptz)
    ) with ordinality as item (
      key, rule, "ruleVersion", subject, effect, state, "validFrom", "validUntil", evidence, "statedAt", nth)
    order by key, "ruleVersion" desc, "statedAt" desc nulls last, nth desc
  )`;

/** A statement by an older rule or of an earlier instant than what is known came late, and changes nothing. */
const IS_TIMELY = `
  (told.rule_version, coalesce(told.stated_at, held.stated_at, '-infinity'))
  >= (held.rule_version, coalesce(held.stated_at, '-infinity'))`;

const SAYS_ANOTHER_THING = `
  (${CONTENT.map((name) => `told.${name}`).join(', ')})
  is distinct from (${CONTENT.map((name) => `held.${name}`).join(', ')})`;

const END_EARLIER_KNOWLEDGE = `
  with ${TOLD}
  update finding held
  set known_until = greatest(now(), held.known_from + interval '1 microsecond')
  from told
  where held.key = told.key and held.known_until is null and ${IS_TIMELY} and ${SAYS_ANOTHER_THING}`;

/** Said again: nothing more is known but that it is still said. */
const CONFIRM = `
  with ${TOLD}
  update finding held
  set stated_at = told.stated_at
  from told
  where held.key = told.key and held.known_until is null
    and told.stated_at > coalesce(held.stated_at, '-infinity') and not (${SAYS_ANOTHER_THING})`;

const KNOW = `
  with ${TOLD}
  insert into finding (key, ${CONTENT.join(', ')}, stated_at, known_from)
  select key, ${CONTENT.join(', ')}, stated_at,
         greatest(now(), (select max(known_until) from finding before where before.key = told.key))
  from told
  where not exists (select from finding held where held.key = told.key and held.known_until is null)`;

/**
 * Keeps what the owners of the evidence found, and when it was known: a
 * restatement ends the earlier knowledge, and nothing known is ever lost.
 */
export const findingConsumer: Consumer = consumer('finding', async (tx, items) => {
  const told = JSON.stringify(items);
  for (const statement of [END_EARLIER_KNOWLEDGE, CONFIRM, KNOW]) await tx.unsafe(statement, [told]);
  await isDue(
    tx,
    items.map(({ subject }) => subject),
  );
});
