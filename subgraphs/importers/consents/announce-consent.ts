import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { announce } from '@good-standing/kernel/webhook/announce.ts';

/** Between whom a consent stands. */
export interface ConsentParties {
  readonly importer: string;
  /** The organisation. */
  readonly platform: string;
}

/**
 * Tells the platform and the importer itself that a consent was given, changed,
 * taken back or is over: of which importer, and no more. What it opens is fetched back.
 */
export function announceConsents(
  tx: TransactionSql,
  consents: readonly ConsentParties[],
  occurredAt: Temporal.Instant,
): Promise<void> {
  return announce(
    tx,
    consents.map(({ importer, platform }) => ({
      kind: 'CONSENT_CHANGED',
      record: importer,
      to: [
        { audience: 'PLATFORM', organization: platform },
        { audience: 'IMPORTER', subject: importer },
      ],
      occurredAt,
    })),
  );
}
