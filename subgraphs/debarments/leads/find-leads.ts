import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { type Met, weigh } from './weigh.ts';
import { leadWeights } from './weights.ts';

/** Exclusions looked at together. */
const AT_A_TIME = 500;

/** Whose traces changed, on either side. */
export interface Touched {
  readonly importers: readonly string[];
  readonly exclusions: readonly string[];
}

/**
 * Exclusions whose leads may differ when something of these changes: those that have
 * something in common with them, and those that had. Ask before and after the change.
 */
export async function exclusionsTouched(
  tx: Sql | TransactionSql,
  { importers, exclusions }: Touched,
): Promise<readonly string[]> {
  const rows = await statement<{ id: string }>(tx, TOUCHED)({ importers, exclusions });
  return rows.map(({ id }) => id);
}

/**
 * Looks for the leads of these exclusions among all importers: found, changed, opened
 * again after a dismissal where the evidence is another, and withdrawn. The same facts
 * give the same leads, in whatever order they came. Within the writer's transaction,
 * under the lock of links.
 */
export async function findLeads(tx: Sql | TransactionSql, exclusions: readonly string[]): Promise<void> {
  const all = [...new Set(exclusions)].sort();
  for (let from = 0; from < all.length; from += AT_A_TIME) await find(tx, all.slice(from, from + AT_A_TIME));
}

interface MetRow extends Met {
  readonly exclusionId: string;
  readonly importerId: string;
  readonly excludedNames: readonly string[];
  readonly importerNames: readonly string[];
  readonly activeOn: Temporal.PlainDate;
  readonly organizedIn: number | null;
}

async function find(tx: Sql | TransactionSql, exclusions: readonly string[]): Promise<void> {
  const rows = await statement<MetRow>(tx, MET)({ exclusions, hub_from: leadWeights.value.hubFrom });
  const pairs = Map.groupBy(rows, ({ exclusionId, importerId }) => `${exclusionId} ${importerId}`);
  const leads = [...pairs.values()].flatMap((met) => {
    const [first] = met;
    if (first === undefined) return [];
    const { exclusionId, importerId, activeOn, organizedIn, excludedNames, importerNames } = first;
    const weighed = weigh(met.map(alone), {
      excludedNames,
      importerNames,
      organizedIn,
      excludedFrom: activeOn,
    });
    return weighed === null ? [] : [{ exclusion_id: exclusionId, importer_id: importerId, ...weighed }];
  });
  await statement(tx, KEEP)({ leads: { json: leads } });
  await statement(
    tx,
    WITHDRAW,
  )({
    exclusions,
    kept_exclusions: leads.map((lead) => lead.exclusion_id),
    kept_importers: leads.map((lead) => lead.importer_id),
  });
}

function alone({ kind, value, excluded, importer, source, sourceRecord, sharedBy }: MetRow): Met {
  return { kind, value, excluded, importer, source, sourceRecord, sharedBy };
}

const TOUCHED = `
  with touched as (
    select kind, value from importer_trace where importer_id = any(:importers::text[])
    union
    select kind, value from excluded_trace where exclusion_id = any(:exclusions::text[])
  )
  select x.exclusion_id as id
  from touched
  join excluded_trace x using (kind, value)
  union
  select exclusion_id from reestablishment_lead where importer_id = any(:importers::text[])
  union
  select exclusion_id
  from exclusion_link
  join traced_exclusion using (exclusion_id)
  where importer_id = any(:importers::text[])
  union
  select unnest(:exclusions::text[])`;

/**
 * NOTE: where all that two share is a hub's they are not compared at all: nine hundred
 * registrants at one agent's address would each be read to find nothing. Persons whom
 * one agency excluded on one day share what they share as a ring, and count once.
 */
const MET = `
  with met as (
    select
      e.exclusion_id, i.importer_id, e.kind, e.value, e.shown as excluded, i.shown as importer, e.source,
      e.source_record
    from excluded_trace e
    join importer_trace i using (kind, value)
    where e.exclusion_id = any(:exclusions::text[])
      and e.source_record is distinct from i.importer_id
  ), shared as (
    select
      kind, value,
      (
        select count(distinct t.head) from importer_trace t where t.value = one.value and t.kind = one.kind
      ) + (
        select least(count(distinct t.head), count(distinct (x.excluding_agency, x.active_on)))
        from exclusion_trace t
        join exclusion x using (exclusion_id)
        where t.value = one.value and t.kind = one.kind
          and not exists (
            select from importer_trace i
            where i.value = one.value and i.kind = one.kind and i.head = t.head)
      ) as shared_by
    from (select distinct kind, value from met) one
  ), looked_at as (
    select exclusion_id, importer_id
    from met
    join shared using (kind, value)
    group by exclusion_id, importer_id
    having bool_or(shared_by < :hub_from::bigint)
  )
  select
    met.exclusion_id as "exclusionId", met.importer_id as "importerId", met.kind, met.value, met.excluded,
    met.importer, met.source, met.source_record as "sourceRecord", shared.shared_by::int as "sharedBy",
    x.active_on as "activeOn", m.organized_in as "organizedIn",
    array_prepend(x.name, x.other_names) as "excludedNames",
    array(
      select t.shown from importer_trace t where t.importer_id = met.importer_id and t.kind = 'NAME' order by t.value
    ) as "importerNames"
  from looked_at
  join met using (exclusion_id, importer_id)
  join shared using (kind, value)
  join exclusion x using (exclusion_id)
  join traced_exclusion t on t.exclusion_id = x.exclusion_id and t.is_listed
  join importer_identity m using (importer_id)
  where not exists (
    select from exclusion_link l
    where l.exclusion_id = met.exclusion_id and l.importer_id = met.importer_id and l.status <> 'WITHDRAWN')
  order by 1, 2`;

const KEEP = `
  insert into reestablishment_lead as lead (
    lead_id, exclusion_id, importer_id, status, score, evidence, evidence_digest, found_at, changed_at)
  select
    'led_' || substr(encode(sha256(convert_to(importer_id || ' ' || exclusion_id, 'UTF8')), 'hex'), 1, 20),
    exclusion_id, importer_id, 'OPEN', score, evidence, digest, now(), now()
  from jsonb_to_recordset(:leads::text::jsonb) as item (
    exclusion_id text, importer_id text, score numeric, evidence jsonb, digest text)
  on conflict (exclusion_id, importer_id) do update
    set score = excluded.score,
        evidence = excluded.evidence,
        evidence_digest = excluded.evidence_digest,
        changed_at = case
          when lead.evidence_digest = excluded.evidence_digest then lead.changed_at
          else excluded.changed_at
        end,
        status = case
          when lead.decision = 'CONFIRM' then 'CONFIRMED'
          when lead.decision = 'DISMISS' and lead.decided_digest = excluded.evidence_digest then 'DISMISSED'
          else 'OPEN'
        end
    where (lead.score, lead.evidence, lead.evidence_digest) is distinct from
        (excluded.score, excluded.evidence, excluded.evidence_digest)
      or lead.status = 'WITHDRAWN'`;

/** What CBP confirmed stays: it rests on the decision. */
const WITHDRAW = `
  update reestablishment_lead lead
  set status = 'WITHDRAWN'
  where exclusion_id = any(:exclusions::text[])
    and status in ('OPEN', 'DISMISSED')
    and not exists (
      select from unnest(:kept_exclusions::text[], :kept_importers::text[]) as kept (exclusion_id, importer_id)
      where kept.exclusion_id = lead.exclusion_id and kept.importer_id = lead.importer_id)`;
