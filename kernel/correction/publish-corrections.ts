import { publish } from '../findings/publish.ts';
import type { Correction } from '../findings/topics.ts';
import type { TransactionSql } from '../postgres/pool.ts';
import { takeOut } from '../postgres/take-out.ts';

const NOTED =
  'select record_id as record, coordinates, readers from correction order by record_id, change_id';

export type NotedCorrection = Omit<Correction, 'correctedAt'>;

/**
 * Publishes, within the transaction that changed them, the records of which a
 * protected value changed: whoever was told the old one is told so (5 USC 552a(c)(4)).
 *
 * @param named the corrections that a note stands for, where it is not one itself: a merge
 * notes by columns, and ids that are in no column are derived here, of what changed alone.
 */
export async function publishCorrections(
  tx: TransactionSql,
  named: (noted: NotedCorrection) => readonly NotedCorrection[] = (noted) => [noted],
): Promise<void> {
  const correctedAt = Temporal.Now.instant().toString();
  for await (const taken of takeOut<NotedCorrection>(tx, 'correction', NOTED)) {
    const items = together(taken.flatMap(named));
    await publish(
      tx,
      'correction',
      items.map((one) => ({ ...one, correctedAt })),
    );
  }
}

/** One correction of a record at the same coordinates, whoever reads what of it: many of its lines are one notice. */
function together(corrections: readonly NotedCorrection[]): readonly NotedCorrection[] {
  const merged = new Map<string, NotedCorrection>();
  for (const { record, coordinates, readers = null } of corrections) {
    const key = [record, ...coordinates].join(' ');
    const known = merged.get(key);
    merged.set(key, {
      record,
      coordinates,
      readers: known === undefined ? readers : eitherOf(known.readers ?? null, readers),
    });
  }
  return [...merged.values()].map(({ readers, ...one }) =>
    readers === null ? one : { ...one, readers: [...new Set(readers)].sort() },
  );
}

function eitherOf(
  some: readonly string[] | null,
  others: readonly string[] | null,
): readonly string[] | null {
  return some === null || others === null ? null : [...some, ...others];
}
