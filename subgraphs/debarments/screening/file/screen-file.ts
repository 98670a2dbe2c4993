import { type FileHandle, rename, rm } from 'node:fs/promises';
import { csv } from '@good-standing/kernel/ingest/csv.ts';
import {
  brokenOffAt,
  type Checkpoint,
  forgetCheckpoint,
  keepCheckpoint,
  openedAt,
  partialOf,
  questionOf,
} from './checkpoint.ts';
import { encodingOf, utf8Of } from './encoding.ts';
import { RESULT_HEADER } from './result-row.ts';
import type { ScreenedBatch, ScreenedFile, SellerRecord } from './screened-batch.ts';
import { SELLER_COLUMNS } from './seller-row.ts';

/** A list that sellers are looked up on. */
export interface ScreenSellers {
  /** Changes with what the answers rest on: the list and the rules. */
  version(): Promise<string>;
  /** What is written of these rows, in the order asked. */
  screen(records: readonly SellerRecord[]): Promise<ScreenedBatch>;
  end(): Promise<void>;
}

export interface ResumedFile extends ScreenedFile {
  /** Rows that an earlier run had screened before it was broken off; counted in the others. */
  readonly resumedAfter: number;
}

export interface ScreenFileSetting {
  readonly sellers: string;
  readonly out: string;
  readonly list: ScreenSellers;
  /** That look sellers up. */
  readonly threads: number;
  readonly onProgress?: (rows: number) => void;
}

/** Where rows go that could not be read, whole or in part. */
export function quarantineOf(out: string): string {
  return `${out.replace(/\.csv$/i, '')}.quarantine.csv`;
}

/** One that is looked up and one that waits. */
const BATCHES_A_THREAD = 2;
const QUARANTINE_HEADER = 'line,reference,field,reason';

/**
 * Looks up every row of a file, in its order and in constant memory: no more is read
 * than can be written. The results stand under their name once they are whole. Broken
 * off, it is gone on with by the next run that asks the same on the same list.
 */
export async function screenFile(setting: ScreenFileSetting): Promise<ResumedFile> {
  const { sellers, out, list, threads, onProgress } = setting;
  const question = await questionOf(sellers, await list.version());
  const before = await brokenOffAt(out, question);
  const writer = await resultWriter(out, before ?? { ...NOTHING, question });
  const under: Promise<ScreenedBatch>[] = [];
  const settle = async () => {
    const batch = await under.shift();
    if (batch === undefined) return;
    const { read } = await writer.write(batch);
    onProgress?.(read);
  };
  let skip = before?.read ?? 0;
  try {
    const encoding = await encodingOf(sellers);
    for await (const records of csv(SELLER_COLUMNS)(utf8Of(sellers, encoding))) {
      const left = records.slice(skip);
      skip -= records.length - left.length;
      if (left.length === 0) continue;
      const asked = list.screen(left);
      // NOTE: a failure is met where the batch is settled, and not before.
      asked.catch(() => undefined);
      under.push(asked);
      if (under.length >= threads * BATCHES_A_THREAD) await settle();
    }
    while (under.length > 0) await settle();
    const { read, screened: all, quarantined, matched } = await writer.done();
    return { read, screened: all, quarantined, matched, resumedAfter: before?.read ?? 0 };
  } finally {
    await writer.close();
  }
}

const NOTHING = { read: 0, screened: 0, quarantined: 0, matched: 0, resultBytes: 0, rejectedBytes: 0 };

interface ResultWriter {
  /** @returns how far it is with the batch written. */
  write(batch: ScreenedBatch): Promise<Checkpoint>;
  /** Puts the results under their name. */
  done(): Promise<Checkpoint>;
  close(): Promise<void>;
}

async function resultWriter(out: string, from: Checkpoint): Promise<ResultWriter> {
  const results = await openedAt(partialOf(out), from.resultBytes);
  const quarantine = quarantineOf(out);
  let rejects: FileHandle | null = null;
  let at = from;
  if (from.rejectedBytes === 0) await rm(quarantine, { force: true });
  else rejects = await openedAt(quarantine, from.rejectedBytes);
  if (from.resultBytes === 0) {
    await forgetCheckpoint(out);
    at = { ...at, resultBytes: await append(results, encoded(RESULT_HEADER)) };
  }
  return {
    async write(batch) {
      const resultBytes = at.resultBytes + (await append(results, batch.lines));
      let { rejectedBytes } = at;
      if (batch.rejected.length > 0) {
        rejects ??= await openedAt(quarantine, 0);
        if (rejectedBytes === 0) rejectedBytes += await append(rejects, encoded(QUARANTINE_HEADER));
        rejectedBytes += await append(rejects, batch.rejected);
      }
      at = {
        question: at.question,
        read: at.read + batch.read,
        screened: at.screened + batch.screened,
        quarantined: at.quarantined + batch.quarantined,
        matched: at.matched + batch.matched,
        resultBytes,
        rejectedBytes,
      };
      await keepCheckpoint(out, at);
      return at;
    },
    async done() {
      await results.sync();
      await rename(partialOf(out), out);
      await forgetCheckpoint(out);
      return at;
    },
    async close() {
      await results.close();
      await rejects?.close();
    },
  };
}

function encoded(header: string): Uint8Array {
  return Buffer.from(`${header}\r\n`);
}

/** @returns the bytes written. */
async function append(file: FileHandle, bytes: Uint8Array): Promise<number> {
  await file.appendFile(bytes);
  return bytes.length;
}
