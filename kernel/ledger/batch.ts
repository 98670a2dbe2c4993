import { createHash } from 'node:crypto';
import { writeArray } from '../postgres/array-text.ts';
import type { Sql, TransactionSql } from '../postgres/pool.ts';
import { leafOf, merkleRoot } from './merkle.ts';
import type { WrittenRequest } from './written.ts';

/** Rows that were chained together. */
export interface Batch {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Number of the first transaction that is no longer in it. */
  readonly upto: number;
  readonly chainedAt: Temporal.Instant;
  readonly requestIds: readonly string[];
  /** Rows of each of the requests. */
  readonly leafCounts: readonly number[];
  /** 32 bytes each. */
  readonly leaves: Buffer;
  readonly merkleRoot: Buffer;
  readonly chainedRoot: Buffer;
}

/** What stands before the first batch. */
export const BEGINNING = { sequence: 0, upto: 0, chainedRoot: Buffer.alloc(32) } as const;

export const LEAF_BYTES = 32;

export function batchOf(
  before: Pick<Batch, 'sequence' | 'chainedRoot'>,
  upto: number,
  chainedAt: Temporal.Instant,
  requests: readonly WrittenRequest[],
): Batch {
  const leaves = requests.flatMap(({ rows }) => rows.map(({ canonical }) => leafOf(canonical)));
  const batch = {
    sequence: before.sequence + 1,
    upto,
    chainedAt,
    requestIds: requests.map(({ requestId }) => requestId),
    leafCounts: requests.map(({ rows }) => rows.length),
    leaves: Buffer.concat(leaves),
    merkleRoot: merkleRoot(leaves),
  };
  return { ...batch, chainedRoot: chainedRoot(before.chainedRoot, batch) };
}

/**
 * SHA-256 of: the root before; the Merkle root; the number of leaves, the time in
 * microseconds, the batch's number and its end, eight bytes each; and which rows
 * are whose.
 */
export function chainedRoot(before: Buffer, batch: Omit<Batch, 'chainedRoot'>): Buffer {
  const numbers = Buffer.alloc(32);
  numbers.writeBigInt64BE(BigInt(batch.leaves.length / LEAF_BYTES), 0);
  numbers.writeBigInt64BE(batch.chainedAt.epochNanoseconds / 1000n, 8);
  numbers.writeBigInt64BE(BigInt(batch.sequence), 16);
  numbers.writeBigInt64BE(BigInt(batch.upto), 24);
  return createHash('sha256')
    .update(before)
    .update(batch.merkleRoot)
    .update(numbers)
    .update(JSON.stringify([batch.requestIds, batch.leafCounts]))
    .digest();
}

interface BatchRow {
  readonly sequence: number;
  readonly upto: number;
  readonly chained_at: Temporal.Instant;
  readonly request_ids: readonly string[];
  readonly leaf_counts: readonly number[];
  readonly leaves: string;
  readonly merkle_root: string;
  readonly chained_root: string;
}

const COLUMNS = `sequence, upto, chained_at, to_json(request_ids) as request_ids, to_json(leaf_counts) as leaf_counts,
  encode(leaves, 'hex') as leaves, encode(merkle_root, 'hex') as merkle_root,
  encode(chained_root, 'hex') as chained_root`;

/** The first batch whose number is above `sequence`, or null. */
export function batchAfter(reader: Sql | TransactionSql, sequence: number): Promise<Batch | null> {
  return oneBatch(
    reader,
    `select ${COLUMNS} from ledger.batch where sequence > $1 order by sequence limit 1`,
    [sequence],
  );
}

export function lastBatch(reader: Sql | TransactionSql): Promise<Batch | null> {
  return oneBatch(reader, `select ${COLUMNS} from ledger.batch order by sequence desc limit 1`, []);
}

async function oneBatch(
  reader: Sql | TransactionSql,
  text: string,
  parameters: readonly number[],
): Promise<Batch | null> {
  const [row] = await reader.unsafe<BatchRow[]>(text, [...parameters], { prepare: true });
  if (row === undefined) return null;
  return {
    sequence: row.sequence,
    upto: row.upto,
    chainedAt: row.chained_at,
    requestIds: row.request_ids,
    leafCounts: row.leaf_counts,
    leaves: Buffer.from(row.leaves, 'hex'),
    merkleRoot: Buffer.from(row.merkle_root, 'hex'),
    chainedRoot: Buffer.from(row.chained_root, 'hex'),
  };
}

export async function insertBatch(writer: Sql | TransactionSql, batch: Batch): Promise<void> {
  await writer.unsafe(
    `insert into ledger.batch (
       sequence, upto, chained_at, request_ids, leaf_counts, leaves, merkle_root, chained_root)
     values ($1, $2, $3::text::timestamptz, $4::text::uuid[], $5::text::integer[], decode($6, 'hex'),
       decode($7, 'hex'), decode($8, 'hex'))`,
    [
      batch.sequence,
      batch.upto,
      batch.chainedAt.toString(),
      writeArray(batch.requestIds),
      writeArray(batch.leafCounts.map(String)),
      batch.leaves.toString('hex'),
      batch.merkleRoot.toString('hex'),
      batch.chainedRoot.toString('hex'),
    ],
  );
}
