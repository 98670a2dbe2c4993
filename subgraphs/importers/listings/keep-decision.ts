import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { ListingDecisionKind } from '../schema.generated.ts';

/** A decision on an application or enrolment with who made it, in the transaction at hand. */
export async function keepDecision(
  tx: TransactionSql,
  { viewer, now }: LoaderSetting,
  decided: { readonly record: string; readonly decision: ListingDecisionKind; readonly note: string | null },
): Promise<void> {
  await statement(
    tx,
    `insert into listing_decision (record_id, decision, note, decided_by, organization, decided_at)
     values (:record, :decision, :note, :by, :organization, :now)`,
  )({ ...decided, by: viewer.actor, organization: viewer.organization?.id ?? null, now });
}
