import type { HeardEvent } from '@good-standing/kernel/webhook/announcement.ts';
import type { BrokerDesignationRow, BrokerFindingRow } from '../tables.ts';

interface ById<Row> {
  load(id: string): Promise<Row | null>;
}

/** The event as a change of a finding; null where it is none, or of a finding that is not for this viewer. */
export async function findingChange(event: HeardEvent | null, findings: ById<BrokerFindingRow>) {
  if (event?.kind !== 'BROKER_FINDING_CHANGED') return null;
  const finding = await findings.load(event.record);
  return finding === null ? null : { ...told(event), finding };
}

/** The event as a change of a designation; null where it is none, or of a designation that is not for this viewer. */
export async function designationChange(event: HeardEvent | null, designations: ById<BrokerDesignationRow>) {
  if (event?.kind !== 'DESIGNATION_CHANGED') return null;
  const designation = await designations.load(event.record);
  return designation === null ? null : { ...told(event), designation };
}

function told({ id, occurredAt }: HeardEvent) {
  return { event: id, occurredAt: Temporal.Instant.from(occurredAt) };
}
