import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { announceFinding } from '../changes/announce-record.ts';
import type { BrokerFindingOutcome, BrokerFindingStepKind } from '../schema.generated.ts';

export interface Step {
  readonly findingId: string;
  readonly brokerId: string;
  readonly step: BrokerFindingStepKind;
  readonly outcome: BrokerFindingOutcome | null;
  readonly note: string;
}

/** A step of a finding with who took it, in the transaction at hand, which tells those concerned. */
export async function keepStep(
  tx: TransactionSql,
  { viewer, now }: LoaderSetting,
  { findingId, brokerId, step, outcome, note }: Step,
): Promise<void> {
  await statement(
    tx,
    `insert into broker_finding_step (finding_id, step, outcome, note, taken_by, organization, taken_at)
     values (:finding, :step, :outcome, :note, :by, :organization, :now)`,
  )({
    finding: findingId,
    step,
    outcome,
    note,
    by: viewer.actor,
    organization: viewer.organization?.id ?? null,
    now,
  });
  await announceFinding(tx, { id: findingId, brokerId }, now);
}
