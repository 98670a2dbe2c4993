import type { Run } from '@good-standing/kernel/ingest/feed.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { listDay } from './published-day.ts';

/**
 * A list that comes again with the same bytes is the list of that later day too, and
 * names its entries on it. What was asked of the days between still rests on the
 * earlier receipt. A list that named no one is none.
 */
export async function renewList(tx: TransactionSql, { runId, file }: Run): Promise<void> {
  const { listedOn, isDated } = listDay(file);
  await tx`
    insert into list_renewal (run_id, listed_on, is_dated, received_at)
    select run_id, ${listedOn}, ${isDated}, ${file.receivedAt}
    from list
    where run_id = ${runId}
    on conflict (run_id, listed_on) do update
      set is_dated = excluded.is_dated, received_at = excluded.received_at`;
  await tx`
    update exclusion set listed_on = ${listedOn}
    where seen_run_id = ${runId} and listed_on < ${listedOn}`;
}
