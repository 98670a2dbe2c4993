import { byKey } from '../postgres/batch.ts';
import type { Sql } from '../postgres/pool.ts';
import { statement } from '../postgres/statement.ts';

/** `Provenance` of schema/prelude.graphql. */
export interface Provenance {
  readonly source: string;
  readonly file: string;
  readonly line: number;
  readonly receivedAt: Temporal.Instant;
}

/** Where a row says that it came from. */
export interface ReceivedLine {
  readonly runId: number;
  readonly line: number;
}

interface ReceivedFile {
  readonly runId: number;
  readonly source: string;
  readonly file: string;
  readonly sha256: string;
  readonly receivedAt: Temporal.Instant;
}

/** Where each of an owner's rows came from. One statement a tick, however many rows ask. */
export function provenanceOf(sql: Sql): (row: ReceivedLine) => Promise<Provenance> {
  const byIds = statement<ReceivedFile>(
    sql,
    `select run_id as "runId", source, file, sha256, received_at as "receivedAt"
     from run
     where run_id = any(:ids::bigint[])`,
  );
  const files = byKey(
    (ids: readonly number[]) => byIds({ ids }),
    (row) => row.runId,
  );
  return async ({ runId, line }) => {
    const run = await files.load(runId);
    if (run === null) throw new Error(`a row names run ${runId}, which is not there`);
    return { source: run.source, file: `${run.file} sha256:${run.sha256}`, line, receivedAt: run.receivedAt };
  };
}
