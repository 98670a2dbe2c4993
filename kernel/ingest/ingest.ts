import { connect, type Sql } from '../postgres/pool.ts';
import { chunkCommitter, type Sessions } from './chunk-committer.ts';
import {
  type Feed,
  type FeedTarget,
  type FileFacts,
  type IngestCounts,
  type IngestOptions,
  isRejected,
  type ReadRecord,
} from './feed.ts';
import { fileFacts, readBytes } from './received-file.ts';
import { confirmRun, finishedRun, type OpenRun, openRun } from './run.ts';
import { type Chunk, createStaging, emptyChunk, quarantineRecord, stageRows } from './staging.ts';

const CHUNK_RECORDS = 40_000;
/** A killed run's session lives on until Postgres notices; its rerun waits that long. */
const LOCK_WITHIN_MS = 15_000;

/**
 * Brings one received file into its owner's tables.
 *
 * Each chunk of records is staged, merged, quarantined and checkpointed in one
 * transaction while the next is being read. Killed at any point, a rerun goes on
 * after the last committed chunk. A file that was brought before changes nothing;
 * of a snapshot it is noted that it was received again.
 *
 * @param url the owner's own database URL; a session of its own is opened on it.
 * @throws UnreadableFile where the file is not this feed's; nothing was changed.
 */
export async function ingest<Record>(
  url: string,
  feed: Feed<Record>,
  path: string,
  options: IngestOptions = {},
): Promise<IngestCounts> {
  const file = await fileFacts(path);
  const sessions = [openSession(url, feed), openSession(url, feed)] as const;
  try {
    for (const session of sessions) await session.unsafe(SESSION_SETTINGS);
    const [sql] = sessions;
    await oneRunAtATime(sql, feed.name, options.lockWithinMs ?? LOCK_WITHIN_MS);
    const done = await finishedRun(sql, feed, file);
    if (done !== null) {
      await confirmRun(sql, feed, done, file);
      return done;
    }
    return await bring(sessions, feed, path, file, options);
  } finally {
    await Promise.all(sessions.map((session) => session.end({ timeout: 5 })));
  }
}

const SESSION_SETTINGS = `
  set statement_timeout = 0;
  set lock_timeout = 0;
  set idle_in_transaction_session_timeout = '10min';
  set client_min_messages = warning`;

function openSession(url: string, feed: FeedTarget): Sql {
  return connect(url, { max: 1, applicationName: `good-standing ingest ${feed.name}`, keep: true });
}

async function oneRunAtATime(sql: Sql, feed: string, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const [row] = await sql<{ held: boolean }[]>`
      select pg_try_advisory_lock(hashtext('good-standing ingest'), hashtext(${feed})) as held`;
    if (row?.held) return;
    if (Date.now() > deadline) throw new Error(`Another run of ${feed} is under way on this database.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function bring<Record>(
  sessions: Sessions,
  feed: Feed<Record>,
  path: string,
  file: FileFacts,
  options: IngestOptions,
): Promise<IngestCounts> {
  let bytesRead = 0;
  const bytes = readBytes(path, (count) => {
    bytesRead += count;
  });
  const batches = feed.read(bytes, file)[Symbol.asyncIterator]();
  try {
    const first = await batches.next();
    const open = await openRun(sessions[0], feed, file);
    for (const session of sessions) await createStaging(session, feed.tables);
    const committer = chunkCommitter(sessions, feed, { runId: open.runId, feed: feed.name, file });
    const chunks = chunksOf(feed, file, open, batches, first, options.chunkRecords ?? CHUNK_RECORDS);
    let read = open.nextRecord;
    let { rejected } = open;
    try {
      for await (const chunk of chunks) {
        options.signal?.throwIfAborted();
        await committer.commit(chunk);
        read += chunk.accepted + chunk.rejected;
        rejected += chunk.rejected;
        options.onProgress?.({ read, rejected, bytesRead, bytesTotal: file.bytes });
      }
    } finally {
      await committer.settled();
    }
    return await committer.complete();
  } finally {
    await batches.return?.();
  }
}

/** Makes chunks of the records that the run has not brought yet. */
async function* chunksOf<Record>(
  feed: Feed<Record>,
  file: FileFacts,
  { runId, nextRecord }: OpenRun,
  batches: AsyncIterator<readonly ReadRecord<Record>[]>,
  first: IteratorResult<readonly ReadRecord<Record>[]>,
  chunkRecords: number,
): AsyncGenerator<Chunk> {
  let chunk: Chunk | null = null;
  let record = 0;
  for (let batch = first; !batch.done; batch = await batches.next()) {
    for (const read of batch.value) {
      if (record >= nextRecord) {
        chunk ??= emptyChunk(feed, read.line);
        chunk.lastLine = read.line;
        take(feed, file, chunk, read, { runId, record, line: read.line });
      }
      record += 1;
    }
    if (chunk !== null && chunk.accepted + chunk.rejected >= chunkRecords) {
      yield chunk;
      chunk = null;
    }
  }
  if (chunk !== null) yield chunk;
}

function take<Record>(
  feed: Feed<Record>,
  file: FileFacts,
  chunk: Chunk,
  read: ReadRecord<Record>,
  place: { readonly runId: number; readonly record: number; readonly line: number },
): void {
  if ('broken' in read) {
    quarantineRecord(chunk, read.broken, place);
    return;
  }
  const mapped = feed.map(read.record, file);
  if (isRejected(mapped)) quarantineRecord(chunk, mapped, place);
  else stageRows(chunk, mapped, place);
}
