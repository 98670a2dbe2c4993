import type { Sql } from '../postgres/pool.ts';
import { horizon, nextSpan } from './written.ts';

/** One request of the accounting with all it disclosed, as JSON holds it. */
export interface ExportedRequest {
  readonly requestId: string;
  readonly disclosedAt: string;
  readonly subgraph: string;
  readonly audience: string;
  readonly actor: string | null;
  readonly organization: string | null;
  readonly recipientName: string | null;
  readonly recipientAddress: string | null;
  readonly agreement: string | null;
  readonly purpose: string | null;
  readonly policyVersion: string;
  readonly digest: string;
  readonly disclosed: readonly {
    readonly record: string;
    readonly rule: string;
    readonly authority: string;
    readonly coordinates: string;
    readonly relation: string;
    readonly stage: string | null;
  }[];
}

/** The whole accounting, as transactions wrote it, a bounded number of rows at a time. */
export async function* exportLedger(reader: Sql): AsyncGenerator<readonly ExportedRequest[]> {
  const end = await horizon(reader);
  let from = 0;
  for (
    let span = await nextSpan(reader, from, end);
    span !== null;
    span = await nextSpan(reader, from, end)
  ) {
    yield await reader.unsafe<ExportedRequest[]>(REQUESTS, [span.from, span.upto], { prepare: true });
    from = span.upto;
  }
}

/** Where a request was recorded more than once, all it disclosed stands with the first. */
const REQUESTS = `
  with disclosed as (
    select request_id, disclosed_at, json_agg(json_build_object(
      'record', record_id, 'rule', rule, 'authority', authority, 'coordinates', coordinates, 'relation', relation,
      'stage', stage) order by record_id, rule, coordinates, relation, stage) as disclosed
    from ledger.entry
    where written_in >= $1 and written_in < $2
    group by request_id, disclosed_at),
  requested as (
    select *, row_number() over (partition by request_id, disclosed_at order by position) as nth
    from ledger.request
    where written_in >= $1 and written_in < $2)
  select r.request_id as "requestId", to_json(r.disclosed_at) as "disclosedAt", r.subgraph, r.audience, r.actor,
    r.organization_id as organization, r.recipient_name as "recipientName", r.recipient_address as "recipientAddress",
    r.agreement_id as agreement, r.purpose, r.policy_version as "policyVersion", r.digest,
    coalesce(d.disclosed, '[]') as disclosed
  from requested r
  left join disclosed d on r.nth = 1 and d.request_id = r.request_id and d.disclosed_at = r.disclosed_at
  order by r.position`;

/** One disclosure of one record: to whom, when, for what, under which authority (5 USC 552a(c)(1)). */
export interface RecordDisclosure {
  readonly disclosedAt: Temporal.Instant;
  readonly requestId: string;
  readonly audience: string;
  readonly recipientName: string | null;
  readonly recipientAddress: string | null;
  readonly purpose: string | null;
  readonly authority: string;
  readonly coordinates: string;
  readonly relation: string;
  readonly stage: string | null;
}

const ROWS_AT_ONCE = 500;

/** The accounting of one record, latest first. */
export function disclosuresOf(reader: Sql, record: string): AsyncIterable<readonly RecordDisclosure[]> {
  return reader
    .unsafe<RecordDisclosure[]>(
      `select d.disclosed_at as "disclosedAt", d.request_id as "requestId", d.audience,
         r.recipient_name as "recipientName", r.recipient_address as "recipientAddress", d.purpose, d.authority,
         d.coordinates, d.relation, d.stage
       from ledger.entries_of($1) d
       left join lateral (
         select recipient_name, recipient_address
         from ledger.request
         where request_id = d.request_id and disclosed_at = d.disclosed_at
         limit 1
       ) r on true
       order by d.disclosed_at desc, d.request_id, d.rule, d.coordinates`,
      [record],
    )
    .cursor(ROWS_AT_ONCE);
}
