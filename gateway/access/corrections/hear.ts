import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import type { Correction } from '@good-standing/kernel/findings/topics.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';

/** A request that began before a correction has been recorded after so long, or was given up. */
const RECORDED_WITHIN_SECONDS = 60;

/** Keeps each correction and makes out its notices. */
export async function hearCorrections(tx: TransactionSql, items: readonly Correction[]): Promise<void> {
  await tx.unsafe(TAKE_TIME);
  const heard = await tx.unsafe<{ id: number }[]>(HEAR, [JSON.stringify(items)]);
  await tx.unsafe(notify('true'), [heard.map(({ id }) => id)]);
}

export const correctionConsumer: Consumer = consumer('correction', hearCorrections);

/**
 * Looks again, once what was being answered when a correction came is recorded: who
 * was given the old value in that moment is told too. A correction that concerns
 * nobody is let go of.
 */
export async function settleCorrections(sql: Sql, after = RECORDED_WITHIN_SECONDS): Promise<void> {
  await sql.begin(async (tx: TransactionSql) => {
    await tx.unsafe(TAKE_TIME);
    const due = await tx.unsafe<{ id: number }[]>(DUE, [after]);
    if (due.length === 0) return;
    const ids = due.map(({ id }) => id);
    await tx.unsafe(notify('d.disclosed_at <= c.heard_at'), [ids]);
    await tx.unsafe(LET_GO, [ids]);
    await tx.unsafe('update correction set settled_at = now() where correction_id = any($1::bigint[])', [
      ids,
    ]);
  });
}

/** A record that everybody reads has a long accounting, and nobody waits for this. */
const TAKE_TIME = `set local statement_timeout = '5min'`;

const HEAR = `
  insert into correction (record_id, coordinates, readers, corrected_at)
  select record, coordinates, readers, "correctedAt"
  from jsonb_to_recordset($1::text::jsonb)
    as item(record text, coordinates text[], readers text[], "correctedAt" timestamptz)
  returning correction_id as id`;

const MOST_AT_ONCE = 1_000;

const DUE = `
  select correction_id as id from correction
  where settled_at is null and heard_at < now() - make_interval(secs => $1::float)
  order by heard_at
  limit ${MOST_AT_ONCE}
  for update skip locked`;

/** Whether a recipient is among those who read the corrected values. */
const READS = `(c.readers is null or case
  when d.relation in ('JURISDICTION', 'RECORDATION') then exists (
    select from agreement a
    where a.organization_id = d.organization_id and (a.agency = any (c.readers) or a.subject = any (c.readers)))
  else 'OTHERS' = any (c.readers)
end)`;

/**
 * One notice for each organisation that was disclosed a corrected field of the record:
 * in what the ledger holds when a correction is heard, and again in what began before
 * and was recorded since. Not to CBP, whose own officers are not recipients (5 USC 552a(b)(1)), nor to
 * the subject of what is its own, nor to requests that no organisation stands behind.
 */
const notify = (before: string) => `
  insert into correction_notice as n (
    id, correction_id, organization_id, record_id, coordinates, rules, recipient_name, recipient_address,
    last_disclosed_at, corrected_at, is_told)
  select 'ntc_' || left(replace(gen_random_uuid()::text, '-', ''), 20), c.correction_id, given.organization_id,
    c.record_id, given.coordinates, given.rules, recipient.recipient_name, recipient.recipient_address,
    given.last_at, c.corrected_at, given.is_told
  from correction c
  cross join lateral (
    select d.organization_id, array_agg(distinct named.coordinate) as coordinates, array_agg(distinct d.rule) as rules,
      max(d.disclosed_at) as last_at, bool_or(d.purpose is distinct from 'ENFORCEMENT') as is_told,
      (array_agg(d.request_id order by d.disclosed_at desc))[1] as last_request
    from ledger.entries_of(c.record_id) d
    cross join lateral unnest(string_to_array(d.coordinates, ' ')) named (coordinate)
    where ${before}
      and d.audience <> 'CBP'
      and d.organization_id is not null
      and d.relation <> 'SELF'
      and ${READS}
      and named.coordinate = any (c.coordinates)
    group by d.organization_id
  ) given
  left join lateral (
    select recipient_name, recipient_address
    from ledger.request
    where request_id = given.last_request and disclosed_at = given.last_at
    limit 1
  ) recipient on true
  where c.correction_id = any ($1::bigint[])
  on conflict on constraint one_notice_a_recipient do update
    set coordinates = array(select distinct unnest(n.coordinates || excluded.coordinates) order by 1),
        rules = array(select distinct unnest(n.rules || excluded.rules) order by 1),
        is_told = n.is_told or excluded.is_told`;

const LET_GO = `
  delete from correction c
  where correction_id = any ($1::bigint[])
    and not exists (select from correction_notice n where n.correction_id = c.correction_id)`;
