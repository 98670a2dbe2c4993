import { hash } from 'node:crypto';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';

/** What is told to one webhook of one record: sent in order, one at a time. */
export interface Lane {
  readonly webhook: string;
  readonly record: string;
}

/** The task of the queue that works on lanes. */
export const DELIVERING = 'webhook-lane';

/** Lanes of one webhook that are worked on at once: one slow receiver does not take every worker. */
const QUEUES_A_WEBHOOK = 3;

/** Has lanes worked on, in the caller's transaction; at the time given, or at once. */
export async function wake(
  tx: Sql | TransactionSql,
  lanes: readonly Lane[],
  dueAt: Temporal.Instant | null,
): Promise<void> {
  if (lanes.length === 0) return;
  await tx.unsafe(
    `select findings.wake($1, lane, queue, $4::text::timestamptz) from unnest($2::text[], $3::text[]) as w (lane, queue)`,
    [
      DELIVERING,
      lanes.map(({ webhook, record }) => `${webhook}:${record}`),
      lanes.map(queueOf),
      dueAt === null ? null : dueAt.toString(),
    ],
  );
}

export function readLane(text: string): Lane {
  const [webhook = '', record = ''] = text.split(':');
  return { webhook, record };
}

/** All of one lane in one queue, which does one thing at a time. */
function queueOf({ webhook, record }: Lane): string {
  const nth = (hash('sha256', record, 'buffer')[0] ?? 0) % QUEUES_A_WEBHOOK;
  return `${DELIVERING}:${webhook}:${nth}`;
}
