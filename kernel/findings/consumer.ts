import type { TransactionSql } from '../postgres/pool.ts';
import type { Topic, Topics } from './topics.ts';

/** What an owner does with a topic, in one transaction of its own with the receipt of the message. */
export interface Consumer {
  readonly topic: Topic;
  readonly apply: (tx: TransactionSql, items: readonly never[], now?: Temporal.Instant) => Promise<void>;
}

/** Keeps the items of one topic typed. `now` is the instant of the house at which they are heard; not given: the machine's. */
export function consumer<T extends Topic>(
  topic: T,
  apply: (tx: TransactionSql, items: readonly Topics[T][], now: Temporal.Instant) => Promise<void>,
): Consumer {
  return { topic, apply: (tx, items, now = Temporal.Now.instant()) => apply(tx, items, now) };
}
