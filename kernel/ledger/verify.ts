import type { KeyObject } from 'node:crypto';
import type { Sql, TransactionSql } from '../postgres/pool.ts';
import type { Archive } from './archived.ts';
import { type Batch, BEGINNING, batchAfter, chainedRoot, LEAF_BYTES } from './batch.ts';
import { type Checkpoint, isGenuine } from './checkpoint.ts';
import { leafOf, merkleRoot } from './merkle.ts';
import { type WrittenRequest, written } from './written.ts';

/** The first thing that is not as it was recorded. */
export interface Fault {
  /** Null: not about one batch. */
  readonly batch: number | null;
  readonly request: string | null;
  readonly record: string | null;
  readonly says: string;
}

export interface Verdict {
  readonly batches: number;
  readonly rows: number;
  /** Rows written since the last batch. */
  readonly waiting: number;
  readonly checkpoints: number;
  /** Null: the ledger is what it was. */
  readonly fault: Fault | null;
}

/**
 * Recomputes every batch from its rows, then holds the checkpoints against the chain. Constant memory.
 *
 * @param archive where the rows of months past retention are; absent: none were archived.
 */
export async function verifyLedger(
  reader: Sql | TransactionSql,
  checkpoints: readonly (Checkpoint | null)[],
  key: KeyObject,
  archive?: Archive,
): Promise<Verdict> {
  const attested = attestations(checkpoints, key);
  let fault = archive?.fault == null ? null : about(null, archive.fault);
  let before: Pick<Batch, 'sequence' | 'upto' | 'chainedRoot'> = BEGINNING;
  let rows = 0;
  let batch = await batchAfter(reader, 0);
  while (batch !== null && fault === null) {
    const archived = await archive?.until(batch.upto);
    const requests = await written(reader, { from: before.upto, upto: batch.upto }, archived);
    fault =
      faultOfChain(before, batch) ??
      faultOfRows(batch, requests) ??
      (await faultOfPostings(reader, before.upto, batch)) ??
      faultOfAttestation(batch, attested.roots.get(batch.sequence));
    rows += batch.leaves.length / LEAF_BYTES;
    before = batch;
    batch = await batchAfter(reader, before.sequence);
  }
  fault ??=
    attested.fault ??
    faultOfEnd(before.sequence, attested.last) ??
    (await faultOfFuture(reader)) ??
    (await faultOfStrayPosting(reader));
  const waiting = await rowsFrom(reader, before.upto);
  return { batches: before.sequence, rows, waiting, checkpoints: checkpoints.length, fault };
}

interface Attested {
  readonly roots: ReadonlyMap<number, string>;
  /** Highest number of a batch that a checkpoint names; 0: none does. */
  readonly last: number;
  readonly fault: Fault | null;
}

function attestations(checkpoints: readonly (Checkpoint | null)[], key: KeyObject): Attested {
  const roots = new Map<number, string>();
  let last = 0;
  for (const [index, one] of checkpoints.entries()) {
    const bad = (says: string) => ({ roots, last, fault: about(null, `checkpoint ${index + 1} ${says}`) });
    if (one === null) return bad('cannot be read');
    if (!isGenuine(one, key)) return bad('does not bear the signature of this house');
    if (one.sequence <= last) return bad('is not in its place');
    last = one.sequence;
    roots.set(one.sequence, one.root);
  }
  return { roots, last, fault: null };
}

function faultOfChain(before: Pick<Batch, 'sequence' | 'chainedRoot'>, batch: Batch): Fault | null {
  if (batch.sequence !== before.sequence + 1) return about(before.sequence + 1, 'the batch is missing');
  const told = batch.leafCounts.reduce((sum, count) => sum + count, 0) * LEAF_BYTES;
  const isWhole = batch.leaves.length === told && batch.requestIds.length === batch.leafCounts.length;
  if (!isWhole || !merkleRoot(leavesOf(batch.leaves)).equals(batch.merkleRoot)) {
    return about(batch.sequence, 'the leaves of the batch do not give its Merkle root');
  }
  if (!chainedRoot(before.chainedRoot, batch).equals(batch.chainedRoot)) {
    return about(batch.sequence, 'the batch and the chain before it do not give its chained root');
  }
  return null;
}

function leavesOf(bytes: Buffer): readonly Buffer[] {
  return Array.from({ length: bytes.length / LEAF_BYTES }, (_, nth) =>
    bytes.subarray(nth * LEAF_BYTES, (nth + 1) * LEAF_BYTES),
  );
}

function faultOfRows(batch: Batch, requests: readonly WrittenRequest[]): Fault | null {
  const leaves = leavesOf(batch.leaves);
  let from = 0;
  for (const [nth, chained] of batch.requestIds.entries()) {
    const upto = from + (batch.leafCounts[nth] ?? 0);
    const found = requests[nth];
    if (found?.requestId !== chained) return faultOfOrder(batch, chained, requests, found);
    const says = faultOfRequest(found, leaves.slice(from, upto));
    if (says !== null) return { batch: batch.sequence, request: chained, ...says };
    from = upto;
  }
  const more = requests[batch.requestIds.length];
  return more === undefined ? null : about(batch.sequence, 'a request was added', more.requestId);
}

function faultOfOrder(
  batch: Batch,
  chained: string,
  requests: readonly WrittenRequest[],
  found: WrittenRequest | undefined,
): Fault {
  const isThere = requests.some(({ requestId, rows }) => requestId === chained && rows[0]?.record === null);
  if (!isThere) {
    return about(batch.sequence, 'the request is missing', chained);
  }
  if (found !== undefined && !batch.requestIds.includes(found.requestId)) {
    return about(batch.sequence, 'a request was added', found.requestId);
  }
  return about(batch.sequence, 'the request is not in its place', chained);
}

function faultOfRequest(
  { rows }: WrittenRequest,
  chained: readonly Buffer[],
): Pick<Fault, 'record' | 'says'> | null {
  const expected = new Map<string, number>();
  for (const leaf of chained) {
    const key = leaf.toString('base64');
    expected.set(key, (expected.get(key) ?? 0) + 1);
  }
  const strange = rows.find(({ canonical }) => {
    const key = leafOf(canonical).toString('base64');
    const left = expected.get(key) ?? 0;
    expected.set(key, left - 1);
    return left === 0;
  });
  if (strange !== undefined) {
    const what = strange.record === null ? 'the request' : 'a disclosure';
    const how = rows.length > chained.length ? 'was added or altered' : 'was altered';
    return { record: strange.record, says: `${what} ${how}` };
  }
  const [request] = rows;
  const astray = rows.find(({ repeated }) => {
    return repeated !== null && request?.record === null && repeated !== request.repeated;
  });
  if (astray !== undefined) {
    return { record: astray.record, says: 'a disclosure does not repeat its request' };
  }
  if (rows.length < chained.length) {
    return { record: null, says: `${chained.length - rows.length} of its rows are missing` };
  }
  return null;
}

function faultOfAttestation(batch: Batch, root: string | undefined): Fault | null {
  if (root === undefined || root === batch.chainedRoot.toString('hex')) return null;
  return about(batch.sequence, 'the chained root is not the one of the signed checkpoint');
}

function faultOfEnd(last: number, attested: number): Fault | null {
  return attested > last
    ? about(last + 1, 'the batch is missing: a signed checkpoint names a later one')
    : null;
}

/** What follows from the rows of a batch is made again; what is held is no other, and no more. */
async function faultOfPostings(
  reader: Sql | TransactionSql,
  from: number,
  { sequence, upto }: Batch,
): Promise<Fault | null> {
  const [row] = await reader.unsafe<{ record: string }[]>(POSTINGS, [from, upto], { prepare: true });
  if (row === undefined) return null;
  const says = 'the postings of the batch are not those that follow from its rows';
  return { batch: sequence, request: null, record: row.record, says };
}

const COMPARED = `disclosed_at, record_id, is_told,
  array(select position from unnest(positions) each (position) order by position)`;

const POSTINGS = `
  with made as (select ${COMPARED} from ledger.postings_of($1, $2)),
  held as (select ${COMPARED} from ledger.posting where chained_upto = $2)
  select record_id as record
  from ((select * from made except all select * from held) union all (select * from held except all select * from made))
  order by record_id
  limit 1`;

async function faultOfStrayPosting(reader: Sql | TransactionSql): Promise<Fault | null> {
  const [row] = await reader<{ record: string }[]>`
    select record_id as record
    from ledger.posting p
    where not exists (select from ledger.batch b where b.upto = p.chained_upto)
    limit 1`;
  return row === undefined ? null : { ...about(null, 'a posting is of no batch'), record: row.record };
}

/** A row that says it was written by a transaction which has not begun would never be chained. */
async function faultOfFuture(reader: Sql | TransactionSql): Promise<Fault | null> {
  const [row] = await reader<{ request_id: string }[]>`
    with begun as materialized (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as upto)
    (select request_id::text from ledger.request where written_in >= (select upto from begun) limit 1)
    union all
    (select request_id::text from ledger.disclosure where written_in >= (select upto from begun) limit 1)`;
  return row === undefined ? null : about(null, 'the transaction it names has not been', row.request_id);
}

async function rowsFrom(reader: Sql | TransactionSql, from: number): Promise<number> {
  const [row] = await reader<{ rows: number }[]>`
    select (select count(*) from ledger.request where written_in >= ${from})
      + (select count(*) from ledger.disclosure where written_in >= ${from}) as rows`;
  return row?.rows ?? 0;
}

function about(batch: number | null, says: string, request: string | null = null): Fault {
  return { batch, request, record: null, says };
}
