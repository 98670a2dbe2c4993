import type { TransactionSql } from '../postgres/pool.ts';

/** A value of a staged row, as COPY takes it. An array is a Postgres array of one dimension. */
export type CopyScalar = string | number | bigint | boolean | null | Temporal.PlainDate | Temporal.Instant;
export type CopyValue = CopyScalar | readonly CopyScalar[];

export interface StagedColumn {
  readonly name: string;
  /** A Postgres type: `text`, `bigint`, `date`, `text[]`, … */
  readonly type: string;
}

/**
 * A temporary table that the merge reads, named as it is there. Besides these
 * columns it has `run_id bigint`, `record bigint` (the record's place in the file)
 * and `line bigint`, which the engine fills.
 */
export interface StagedTable {
  readonly name: string;
  readonly columns: readonly StagedColumn[];
}

/** Why a record is not taken. `got` never holds what may not be seen: the mapper redacts. */
export interface Rejected {
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}

/** The received file, as far as a reader or mapper may want it. */
export interface FileFacts {
  /** Its name without the folder. */
  readonly name: string;
  readonly bytes: number;
  /** Lower case hex. */
  readonly sha256: string;
  readonly receivedAt: Temporal.Instant;
}

/** One record as the reader found it, or the reason why there is none where one should be. */
export type ReadRecord<Record> =
  | { readonly line: number; readonly record: Record }
  | { readonly line: number; readonly broken: Rejected };

/** The rows one record becomes, by staged table; each row by column name, no column left out. */
export type StagedRows = Readonly<Record<string, readonly StagedRow[]>>;
export type StagedRow = Readonly<Record<string, CopyValue>>;

/** A run as SQL and hooks see it. */
export interface Run {
  readonly runId: number;
  readonly feed: string;
  readonly file: FileFacts;
}

/** What becomes of a feed's rows, whatever they were read from. */
export interface FeedTarget {
  /** As on the command line: `sam-exclusions`. */
  readonly name: string;
  /** `Provenance.source`: `SAM_EXCLUSIONS`. */
  readonly source: string;
  /** A snapshot lists everything in force: `close` ends what it no longer lists. */
  readonly kind: 'SNAPSHOT' | 'CHANGES';
  readonly tables: readonly StagedTable[];
  /**
   * Statements run in order for each chunk, in one transaction with its checkpoint.
   * They see the staged tables and may use `:run_id`. Written so that the same rows
   * again change nothing (`on conflict … do update … where … is distinct from …`),
   * and so that two rows of one key in one chunk are one (`distinct on`, last line wins).
   */
  readonly merge: readonly string[];
  /**
   * For a snapshot: one statement, run once after the last chunk, in the transaction
   * that completes the run. Its row count is the run's `closed`. May use `:run_id`:
   * typically the merge stamps every listed row `seen_run_id = :run_id` and this ends
   * what another run saw last.
   */
  readonly close?: string;
  /**
   * Of a snapshot: called where the latest one is received again with the same bytes,
   * perhaps under another name. `run` is the one that brought it, with this receipt's file.
   */
  readonly confirm?: (tx: TransactionSql, run: Run) => Promise<void>;
  /** Called in each chunk's transaction after its merge, and in the completing one after `close`. */
  readonly after?: (tx: TransactionSql, run: Run) => Promise<void>;
}

/**
 * One documented source of rows: how its file is read, what its records become,
 * and how they are merged. See `README.md` of this folder.
 */
export interface Feed<Record = unknown> extends FeedTarget {
  /**
   * The file's records in batches (a few hundred at a time), in the file's order.
   * Throws `UnreadableFile` where the file is not this feed's at all. Reading the
   * same bytes again gives the same records: a run resumes by counting them. A part
   * of the bytes is to be used up before the next is asked for.
   */
  readonly read: (
    bytes: AsyncIterable<Uint8Array>,
    file: FileFacts,
  ) => AsyncIterable<readonly ReadRecord<Record>[]>;
  readonly map: (record: Record, file: FileFacts) => StagedRows | Rejected;
}

/** The whole file cannot be read as this feed: says what was expected and what came. Nothing was changed. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export function isRejected(mapped: StagedRows | Rejected): mapped is Rejected {
  return typeof mapped.expected === 'string';
}

export interface IngestCounts {
  /** Always `accepted + rejected`, over the whole file, also where a run was resumed. */
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** What the snapshot no longer lists; 0 for changes. */
  readonly closed: number;
  /** The file was ingested before, completely: nothing was done, the counts are those of that run. Of a snapshot the receipt was noted. */
  readonly alreadyDone: boolean;
  readonly runId: number;
}

export interface IngestProgress {
  readonly read: number;
  readonly rejected: number;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export interface IngestOptions {
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Stops after the chunk at hand; a rerun goes on from there. */
  readonly signal?: AbortSignal;
  /** Records of one transaction. */
  readonly chunkRecords?: number;
  /** How long to wait for another run of the feed, or for a killed one's session, to end. */
  readonly lockWithinMs?: number;
}
