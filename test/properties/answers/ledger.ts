import type { OpenWorld } from '../worlds/open.ts';

/** One line of the accounting, without what is another in every request. */
export interface LedgerLine {
  readonly requestId: string;
  readonly record: string;
  readonly coordinates: string;
  /** What the line says in one text, but for the digest, which is of the answer's own bytes. */
  readonly whole: string;
}

/** The lines of each of some requests, in one order. One statement. */
export async function ledgerOf(
  { admin }: OpenWorld,
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LedgerLine[]>> {
  const rows = await admin.unsafe<LedgerLine[]>(
    `select request_id::text as "requestId", d.record_id as record, d.coordinates,
       jsonb_build_array(d.disclosed_at, d.record_id, d.rule, d.authority, d.coordinates, d.relation, d.stage,
         r.subgraph, r.audience, r.actor, r.organization_id, r.recipient_name, r.recipient_address,
         r.agreement_id, r.purpose, r.policy_version)::text as whole
     from ledger.entry d
     join ledger.request r using (request_id)
     where request_id::text = any($1)
     order by d.record_id, d.rule, d.coordinates, d.relation, d.stage`,
    [requestIds as string[]],
  );
  return Map.groupBy(rows, ({ requestId }) => requestId);
}
