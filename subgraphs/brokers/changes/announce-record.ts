import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { announce } from '@good-standing/kernel/webhook/announce.ts';
import type { Addressee } from '@good-standing/kernel/webhook/announcement.ts';

/** Tells CBP and the broker, in the transaction of the step, that a finding on it is not where it was. */
export async function announceFinding(
  tx: TransactionSql,
  { id, brokerId }: { readonly id: string; readonly brokerId: string },
  now: Temporal.Instant,
): Promise<void> {
  await announce(tx, [
    {
      kind: 'BROKER_FINDING_CHANGED',
      record: id,
      to: [{ audience: 'CBP' }, { audience: 'BROKER', subject: brokerId }],
      under: 'BROKER_RECORD',
      occurredAt: now,
    },
  ]);
}

/**
 * Tells, in the transaction of the change, who reads a designation that it was made,
 * denied or taken back: CBP, the importer, the broker and agencies with jurisdiction.
 */
export async function announceDesignation(
  tx: TransactionSql,
  { id, importer, broker }: { readonly id: string; readonly importer: string; readonly broker: string },
  now: Temporal.Instant,
): Promise<void> {
  const agencies = await statement<{ agency: string }>(
    tx,
    'select agency from jurisdiction where importer_id = :importer order by 1',
  )({ importer });
  await announce(tx, [
    {
      kind: 'DESIGNATION_CHANGED',
      record: id,
      to: [
        { audience: 'CBP' },
        { audience: 'IMPORTER', subject: importer },
        { audience: 'BROKER', subject: broker },
        ...agencies.map(({ agency }): Addressee => ({ audience: 'PGA', agency })),
      ],
      under: 'BROKER_CLIENTS',
      occurredAt: now,
    },
  ]);
}
