import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';

export interface DecisionMade {
  readonly id: string;
  readonly decision: 'CONFIRM' | 'DISMISS';
  readonly note: string;
}

/** Keeps CBP's decision on a notice or lead, with who and when, beside those before it. */
export async function keepDecision(
  tx: TransactionSql,
  { viewer, now }: LoaderSetting,
  { id, decision, note }: DecisionMade,
): Promise<void> {
  await statement(
    tx,
    KEEP,
  )({
    id,
    decision,
    note,
    decided_by: viewer.actor,
    organization: viewer.organization?.id ?? null,
    decided_at: now,
  });
}

const KEEP = `
  insert into reestablishment_decision (record_id, decision, note, decided_by, organization, decided_at)
  values (:id, :decision, :note, :decided_by, :organization, :decided_at)`;
