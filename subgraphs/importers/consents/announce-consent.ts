import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { announce } from '@good-standing/kernel/webhook/announce.ts';

/** Between whom a consent stands. */
export interface ConsentParties {
  readonly importer: string;
  /** The organisation. */
  readonly platform: string;
  /** Whether the platform may read the standing of the importer from now on. */
  readonly opensStanding: boolean;
}

/**
 * Tells the platform and the importer itself that a consent was given, changed,
 * taken back or is over: of which importer, and no more. What it opens is fetched back.
 * Where it opens the standing no more, what still waits to be told of it is not sent.
 */
export function announceConsents(
  tx: TransactionSql,
  consents: readonly ConsentParties[],
  occurredAt: Temporal.Instant,
): Promise<void> {
  return announce(
    tx,
    consents.map(({ importer, platform, opensStanding }) => ({
      kind: 'CONSENT_CHANGED',
      record: importer,
      to: [
        { audience: 'PLATFORM', organization: platform },
        { audience: 'IMPORTER', subject: importer },
      ],
      occurredAt,
      ...(opensStanding ? {} : { retracts: ['STANDING_CHANGED' as const] }),
    })),
  );
}
