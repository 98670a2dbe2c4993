import type { Sql } from '@good-standing/kernel/postgres/pool.ts';

/** Two records that everybody reads, for the worst a page can meet; the others follow a curve. */
export const BUSY = 'imp_busy';
/** All but some of what was disclosed of it is nothing its subject is told of. */
export const WATCHED = 'imp_watched';
/** Each of the two, over all months. */
export const ENTRIES_OF_BUSY = 200_000;
export const RECORDS = 500_000;
const DISCLOSURES_A_REQUEST = 4;

export interface Filled {
  readonly disclosures: number;
  readonly months: number;
}

/**
 * An accounting of that many entries, in equal parts over the months that end with
 * this one, invented within the database, and all of it posted but for a busy
 * second's worth. Indexes are made afterwards, as the migrations define them.
 */
export async function fill(admin: Sql, { disclosures, months }: Filled): Promise<void> {
  const each = {
    requests: Math.ceil((disclosures - 2 * ENTRIES_OF_BUSY) / months / DISCLOSURES_A_REQUEST),
    busy: Math.ceil(ENTRIES_OF_BUSY / months),
  };
  await monthsAgo(admin, months);
  const indexes = await dropIndexes(admin);
  for (let back = months - 1; back >= 0; back -= 1) {
    await admin.unsafe(REQUESTS, [back, each.requests, each.busy]);
    await admin.unsafe(DISCLOSURES, [back, each.busy]);
  }
  await admin.unsafe(CHAINED);
  for (const index of indexes) await admin.unsafe(index);
  await admin.unsafe(NOT_CHAINED);
  await admin.unsafe('vacuum analyze ledger.request, ledger.disclosure, ledger.posting');
}

const MONTH = `(date_trunc('month', now() at time zone 'UTC') - make_interval(months => $1::int)) at time zone 'UTC'`;

async function monthsAgo(admin: Sql, months: number): Promise<void> {
  for (let back = 0; back < months; back += 1) {
    for (const table of ['request', 'disclosure', 'posting']) {
      await admin.unsafe(`
        do $$
        declare
          first_day timestamptz := ${MONTH.replace('$1::int', String(back))};
        begin
          execute format('create table if not exists ledger.%I partition of ledger.${table} for values from (%L) to (%L)',
            '${table}_' || to_char(first_day at time zone 'UTC', 'YYYY_MM'), first_day,
            (first_day at time zone 'UTC' + interval '1 month') at time zone 'UTC');
        end
        $$`);
    }
  }
}

/** Their definitions, to make them again. */
async function dropIndexes(admin: Sql): Promise<readonly string[]> {
  const rows = await admin<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid in ('ledger.request'::regclass, 'ledger.disclosure'::regclass, 'ledger.posting'::regclass)`;
  for (const { name } of rows) await admin.unsafe(`drop index ${name}`);
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '));
}

/** Of five requests three are CBP's own, one is for enforcement. */
const AUDIENCE = `case when nth % 5 < 3 then 'CBP' else 'PGA' end`;
const PURPOSE = `case when nth % 5 = 3 then 'ENFORCEMENT' else 'RISK_ASSESSMENT' end`;

/** The busy records are read in requests of their own, which have the last numbers. */
const REQUESTS = `
  insert into ledger.request (
    request_id, disclosed_at, subgraph, audience, actor, organization_id, recipient_name, recipient_address,
    agreement_id, purpose, policy_version, digest)
  select gen_random_uuid(), ${MONTH} + random() * interval '27 days', 'gateway', ${AUDIENCE}, 'analyst-' || nth % 900,
    'org_' || nth % 60, 'Invented agency ' || nth % 60, nth % 60 || ' Sample Way, Exampleton', 'agr_' || nth % 60,
    ${PURPOSE}, 'importers@0123456789ab entries@0123456789ab', md5(nth::text) || md5('2' || nth)
  from generate_series(1, $2::int + $3::int) nth`;

const DISCLOSURES = `
  with numbered as (
    select *, row_number() over (order by request_id) - 1 as nth from ledger.request
    where disclosed_at >= ${MONTH} and disclosed_at < ${MONTH} + interval '28 days')
  insert into ledger.disclosure (
    request_id, disclosed_at, record_ids, rule, authority, coordinates, relation, stage, audience, purpose,
    organization_id)
  select r.request_id, r.disclosed_at, named.records, 'IMPORTER_NAME', '19 CFR 103.31(d); 18 USC 1905',
    'Importer.name Importer.otherNames', 'JURISDICTION', null,
    case when named.records = '{${WATCHED}}' and r.nth % 500 > 0 then 'CBP' else r.audience end, r.purpose,
    r.organization_id
  from numbered r
  cross join lateral (
    select array(
        select distinct case when r.nth >= $2::int then 'imp_' || floor(${RECORDS} * random() ^ 3) else '${BUSY}' end
        from generate_series(1, case when r.nth >= $2::int then ${DISCLOSURES_A_REQUEST} else 1 end)) as records
    union all
    select array['${WATCHED}'] where r.nth < $2::int
  ) named`;

/** One batch of all that is there, posted as every batch is; it stands for the chain and is none. */
const CHAINED = `
  insert into ledger.batch (sequence, upto, chained_at, request_ids, leaf_counts, leaves, merkle_root, chained_root)
  select 1, max(written_in) + 1, now(), '{}', '{}', '', sha256(''), sha256('') from ledger.disclosure`;

/** What a busy second writes and nobody has chained yet: every page reads past it. */
const NOT_CHAINED = `
  insert into ledger.disclosure (
    request_id, disclosed_at, record_ids, rule, authority, coordinates, relation, stage, audience, purpose,
    organization_id)
  select request_id, disclosed_at, record_ids, rule, authority, coordinates, relation, stage, audience, purpose,
    organization_id
  from ledger.disclosure
  where not record_ids && '{${BUSY},${WATCHED}}'
  limit 2000`;
