import { publish } from '../findings/publish.ts';
import type { Correction } from '../findings/topics.ts';
import type { TransactionSql } from '../postgres/pool.ts';

/** Records of one statement. */
const AT_A_TIME = 1_000;

const TAKE = `
  delete from correction
  where change_id in (select change_id from correction order by change_id limit ${AT_A_TIME})
  returning record_id as record, coordinates`;

/**
 * Publishes, within the transaction that changed them, the records of which a
 * protected value changed: whoever was told the old one is told so (5 USC 552a(c)(4)).
 */
export async function publishCorrections(tx: TransactionSql): Promise<void> {
  const correctedAt = Temporal.Now.instant().toString();
  for (;;) {
    const taken = await tx.unsafe<Omit<Correction, 'correctedAt'>[]>(TAKE);
    if (taken.length === 0) return;
    await publish(
      tx,
      'correction',
      taken.map((one) => ({ ...one, correctedAt })),
    );
  }
}
