import { findingsOf, oneTellerAtATime, tell } from '@good-standing/kernel/findings/told.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { brokerAsImporter, type Designated, type StatusSpan } from '../rules/broker-record.ts';

/** Whose findings are looked at: of some importers, or of all who designated these brokers. */
export type Concerned = { readonly importers: readonly string[] } | { readonly brokers: readonly string[] };

/** Evaluates GS-020 and publishes what differs from what was last told, in the writer's transaction. */
export async function publishFindings(tx: TransactionSql, concerned: Concerned): Promise<void> {
  await oneTellerAtATime(tx);
  const subjects = 'importers' in concerned ? concerned.importers : await designatedBy(tx, concerned.brokers);
  if (subjects.length === 0) return;
  const designated = await statement<Designated>(tx, DESIGNATED)({ importers: subjects });
  const brokers = [...new Set(designated.map(({ brokerId }) => brokerId))];
  const statuses = await statement<StatusSpan>(tx, STATUSES)({ brokers });
  const found = subjects.flatMap((importer) =>
    findingsOf(importer, [brokerAsImporter], {
      designated: designated.filter(({ importerId }) => importerId === importer),
      statuses,
    }),
  );
  await tell(tx, { subjects, rules: [brokerAsImporter] }, found);
}

async function designatedBy(tx: TransactionSql, brokers: readonly string[]): Promise<readonly string[]> {
  const rows = await statement<{ importerId: string }>(tx, IMPORTERS)({ brokers });
  return rows.map(({ importerId }) => importerId);
}

const IMPORTERS = `
  select distinct importer_id as "importerId"
  from designation
  where broker_id = any(:brokers::text[]) and denied_by = '{}'
  order by 1`;

/** NOTE: one that was taken back on its first day was never in force. */
const DESIGNATED = `
  select
    designation_id as id, importer_id as "importerId", broker_id as "brokerId", from_on as "from",
    least(until_on, ended_on - 1) as until
  from designation
  where importer_id = any(:importers::text[]) and denied_by = '{}' and (ended_on is null or ended_on > from_on)
  order by designation_id`;

const STATUSES = `
  select broker_id as "brokerId", programme, status, from_on as "from", until_on as until
  from broker_status
  where broker_id = any(:brokers::text[])
  order by broker_id, programme, from_on`;
