import type { Sql, TransactionSql } from '../postgres/pool.ts';
import type { FeedTarget, FileFacts, IngestCounts } from './feed.ts';
import type { Chunk } from './staging.ts';

/** A run that is under way: opened afresh, or found where it stopped. */
export interface OpenRun {
  readonly runId: number;
  /** Records before this one are already in the tables or in quarantine. */
  readonly nextRecord: number;
  /** How many of those are in quarantine. */
  readonly rejected: number;
}

/**
 * The counts of the run that already brought this file, or null. Changes are
 * applied once ever. A snapshot counts as brought only while it is the latest: an
 * earlier one that comes again is what is in force again, and so is one after which
 * another was begun.
 */
export async function finishedRun(sql: Sql, feed: FeedTarget, file: FileFacts): Promise<IngestCounts | null> {
  const [row] = await sql<
    {
      run_id: number;
      accepted: number;
      rejected: number;
      closed: number;
      sha256: string;
      state: string;
    }[]
  >`
    select run_id, accepted, rejected, closed, sha256, state
    from run
    where feed = ${feed.name}
      and (${feed.kind === 'SNAPSHOT'} or (state = 'DONE' and sha256 = ${file.sha256}))
    order by run_id desc
    limit 1`;
  if (row === undefined || row.state !== 'DONE' || row.sha256 !== file.sha256) return null;
  const { accepted, rejected, closed } = row;
  return { read: accepted + rejected, accepted, rejected, closed, alreadyDone: true, runId: row.run_id };
}

/** Notes that the snapshot of a finished run was received again: what it lists is in force as of then. */
export async function confirmRun(
  sql: Sql,
  feed: FeedTarget,
  { runId }: IngestCounts,
  file: FileFacts,
): Promise<void> {
  if (feed.kind !== 'SNAPSHOT') return;
  await sql.begin(async (tx) => {
    const confirmed = await tx`
      update run set confirmed_at = ${file.receivedAt}, confirmed_file = ${file.name}
      where run_id = ${runId} and coalesce(confirmed_at, received_at) < ${file.receivedAt}`;
    if (confirmed.count > 0) await feed.confirm?.(tx, { runId, feed: feed.name, file });
  });
}

/**
 * Opens the run of this file, or the one that was interrupted. Runs of other files
 * of the feed that were never completed are abandoned: what they brought may since
 * be superseded, so they could not go on from their checkpoint.
 */
export async function openRun(sql: Sql, feed: FeedTarget, file: FileFacts): Promise<OpenRun> {
  return sql.begin(async (tx) => {
    await tx`
      update run set state = 'ABANDONED', finished_at = now()
      where feed = ${feed.name} and state = 'RUNNING' and sha256 <> ${file.sha256}`;
    const [row] = await tx<{ run_id: number; next_record: number; rejected: number }[]>`
      insert into run (feed, source, file, sha256, received_at, state)
      values (${feed.name}, ${feed.source}, ${file.name}, ${file.sha256}, ${file.receivedAt}, 'RUNNING')
      on conflict (feed, sha256) where state = 'RUNNING' do update set feed = excluded.feed
      returning run_id, next_record, rejected`;
    if (row === undefined) throw new Error(`no run could be opened for ${feed.name}`);
    return { runId: row.run_id, nextRecord: row.next_record, rejected: row.rejected };
  });
}

export async function checkpoint(tx: TransactionSql, runId: number, chunk: Chunk): Promise<void> {
  await tx`
    update run
    set next_record = next_record + ${chunk.accepted + chunk.rejected},
        accepted = accepted + ${chunk.accepted},
        rejected = rejected + ${chunk.rejected}
    where run_id = ${runId}`;
}

export async function completeRun(tx: TransactionSql, runId: number, closed: number): Promise<IngestCounts> {
  const [row] = await tx<{ accepted: number; rejected: number }[]>`
    update run
    set state = 'DONE', finished_at = now(), closed = ${closed}
    where run_id = ${runId}
    returning accepted, rejected`;
  if (row === undefined) throw new Error(`run ${runId} is gone`);
  return { read: row.accepted + row.rejected, ...row, closed, alreadyDone: false, runId };
}
