import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { announce } from '@good-standing/kernel/webhook/announce.ts';
import { type Difference, type KeptSpan, whatChanged } from './what-changed.ts';
import { relatedOn, whoHears } from './who-hears.ts';

/** An importer, and how its standing is another than it was. */
export interface ChangedStanding {
  readonly importerId: string;
  readonly difference: Difference;
}

/** Spans of all days, of one importer. */
export interface KeptStanding {
  readonly importerId: string;
  readonly spans: readonly KeptSpan[];
}

/**
 * Of those that were assessed before, whose standing is now known to be another on some
 * day, past or to come. A first assessment is no change.
 */
export function changedStandings(
  before: readonly KeptStanding[],
  after: readonly KeptStanding[],
): readonly ChangedStanding[] {
  const earlier = new Map(before.map(({ importerId, spans }) => [importerId, spans]));
  return after.flatMap(({ importerId, spans }) => {
    const held = earlier.get(importerId);
    const difference = held === undefined ? null : whatChanged(held, spans);
    return difference === null ? [] : [{ importerId, difference }];
  });
}

/**
 * Tells, in the transaction of the change, those who may know of it on the day: that
 * the standing of an importer is another, and no more. What it is is fetched back.
 */
export async function announceChanges(
  tx: TransactionSql,
  changed: readonly ChangedStanding[],
  now: Temporal.Instant,
): Promise<void> {
  if (changed.length === 0) return;
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const related = await relatedOn(
    tx,
    changed.map(({ importerId }) => importerId),
    today,
  );
  const known = new Map(related.map((each) => [each.importerId, each]));
  await announce(
    tx,
    changed.flatMap(({ importerId, difference }) => {
      const parties = known.get(importerId);
      if (parties === undefined) return [];
      return [
        {
          kind: 'STANDING_CHANGED' as const,
          record: importerId,
          ...whoHears(difference, parties),
          occurredAt: now,
        },
      ];
    }),
  );
}
