import type { Sql, TransactionSql } from '../postgres/pool.ts';
import type { Topic, Topics } from './topics.ts';

/** Items to a message: large enough to be cheap, small enough to be one short transaction. */
const ITEMS_A_MESSAGE = 1_000;

/**
 * Publishes within the writer's transaction: the message exists if and only if
 * the change does. Every owner subscribed to the topic receives it once.
 */
export async function publish<T extends Topic>(
  tx: Sql | TransactionSql,
  topic: T,
  items: readonly Topics[T][],
): Promise<void> {
  for (let from = 0; from < items.length; from += ITEMS_A_MESSAGE) {
    const message = JSON.stringify(items.slice(from, from + ITEMS_A_MESSAGE));
    await tx.unsafe('select findings.publish($1, $2::text::jsonb)', [topic, message]);
  }
}
