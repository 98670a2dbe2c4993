import { randomBytes, randomUUID } from 'node:crypto';
import type { DisclosureRule } from '../disclosure/rules.ts';
import { publish } from '../findings/publish.ts';
import { recordId } from '../identifiers/record-id.ts';
import type { Sql, TransactionSql } from '../postgres/pool.ts';
import type { Addressee } from './announcement.ts';
import type { EventKind } from './event-kinds.ts';

/** A change that organisations may hear of. */
export interface Change {
  readonly kind: EventKind;
  /** Opaque id under which those addressed fetch the record back. */
  readonly record: string;
  /** Only those who may know of the record at all: that something changed is told to each of them. */
  readonly to: readonly Addressee[];
  readonly occurredAt: Temporal.Instant;
  /** As of an announcement. */
  readonly under?: DisclosureRule | null;
  readonly retracts?: readonly EventKind[] | null;
}

/**
 * Announces changes within the writer's transaction: they are told if and only if it
 * commits, by webhook and to open subscriptions, at least once, in order for each record.
 */
export async function announce(tx: Sql | TransactionSql, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await publish(
    tx,
    'announcement',
    changes.map(({ occurredAt, ...change }) => ({
      id: recordId('evt', randomBytes(32), randomUUID()),
      ...change,
      occurredAt: occurredAt.toString(),
    })),
  );
}
