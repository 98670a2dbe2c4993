import type { Sql, TransactionSql } from '../postgres/pool.ts';
import { compile } from '../postgres/statement.ts';
import type { FeedTarget, IngestCounts, Run } from './feed.ts';
import { checkpoint, completeRun } from './run.ts';
import { type Chunk, copyQuarantine, copyStaged, releaseChunk } from './staging.ts';

/** Two, which take turns: while one merges a chunk, the other takes in the next. */
export type Sessions = readonly [Sql, Sql];

export interface ChunkCommitter {
  /** Returns when there is room for one more: one chunk is merged and one taken in while the next is read. */
  commit(chunk: Chunk): Promise<void>;
  settled(): Promise<void>;
  complete(): Promise<IngestCounts>;
}

export function chunkCommitter(sessions: Sessions, feed: FeedTarget, run: Run): ChunkCommitter {
  let [session, other] = sessions;
  let before: Promise<void> = Promise.resolve();
  let latest: Promise<void> = Promise.resolve();
  return {
    async commit(chunk) {
      await before;
      before = latest;
      latest = commitChunk(session, feed, run, chunk, latest);
      latest.catch(() => undefined);
      [session, other] = [other, session];
    },
    settled: () => latest,
    complete: () =>
      session.begin(async (tx) => {
        const closed = feed.close === undefined ? 0 : await runStatement(tx, feed.close, run);
        await feed.after?.(tx, run);
        return completeRun(tx, run.runId, closed);
      }),
  };
}

/** Takes the chunk in at once, and merges it when the one before is committed: never out of turn. */
async function commitChunk(
  sql: Sql,
  feed: FeedTarget,
  run: Run,
  chunk: Chunk,
  before: Promise<void>,
): Promise<void> {
  let isInTurn = false;
  try {
    await sql.begin(async (tx) => {
      await copyStaged(tx, chunk);
      await before.then(() => {
        isInTurn = true;
      });
      for (const statement of feed.merge) await runStatement(tx, statement, run);
      await copyQuarantine(tx, chunk);
      await feed.after?.(tx, run);
      await checkpoint(tx, run.runId, chunk);
    });
    releaseChunk(chunk);
  } catch (error) {
    if (!isInTurn) await before;
    throw new Error(
      `${run.file.name}, lines ${chunk.firstLine} to ${chunk.lastLine}: the database refused them (${refusal(error)})`,
      { cause: error },
    );
  }
}

/** NOTE: a refusal's own message may quote a row's values; its code and constraint do not. */
function refusal(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? String(error.code) : error.name;
  const constraint = 'constraint_name' in error ? ` ${String(error.constraint_name)}` : '';
  return code + constraint;
}

/** NOTE: without it a statement that has no parameters would not be prepared. */
const EXTENDED = { prepare: true, simple: false };

async function runStatement(tx: TransactionSql, text: string, run: Run): Promise<number> {
  const compiled = compile(text);
  const values = compiled.names.map((name) => {
    if (name !== 'run_id') throw new Error(`a feed's statement may use :run_id, not :${name}`);
    return run.runId;
  });
  const result = await tx.unsafe(compiled.text, values, EXTENDED);
  return result.count;
}
