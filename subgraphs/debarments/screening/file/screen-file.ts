import { type FileHandle, rename, rm } from 'node:fs/promises';
import { csv } from '@good-standing/kernel/ingest/csv.ts';
import type { ReadRecord, Rejected } from '@good-standing/kernel/ingest/feed.ts';
import type { Party } from '../party.ts';
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
import { csvField, RESULT_HEADER, type ResultRow, resultLine } from './result-row.ts';
import { SELLER_COLUMNS, type SellerRow, sellerOf } from './seller-row.ts';

/** A list that sellers are looked up on. */
export interface ScreenSellers {
  /** Changes with what the answers rest on: the list and the rules. */
  version(): Promise<string>;
  /** The rows of each, in the order asked; at least one each. */
  screen(
    sellers: readonly { readonly reference: string; readonly party: Party }[],
  ): Promise<readonly (readonly ResultRow[])[]>;
  end(): Promise<void>;
}

export interface ScreenedFile {
  readonly read: number;
  readonly screened: number;
  /** Rows with something that could not be read. */
  readonly quarantined: number;
  /** Sellers with at least one candidate. */
  readonly matched: number;
}

export interface ResumedFile extends ScreenedFile {
  /** Rows that an earlier run had screened before it was broken off; counted in the others. */
  readonly resumedAfter: number;
}

export interface ScreenFileSetting {
  readonly sellers: string;
  readonly out: string;
  readonly list: ScreenSellers;
  /** Batches that are looked up at once. */
  readonly threads: number;
  readonly onProgress?: (rows: number) => void;
}

/** Where rows go that could not be read, whole or in part. */
export function quarantineOf(out: string): string {
  return `${out.replace(/\.csv$/i, '')}.quarantine.csv`;
}

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
  const under: Promise<Batch>[] = [];
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
      const asked = screened(left, list);
      // NOTE: a failure is met where the batch is settled, and not before.
      asked.catch(() => undefined);
      under.push(asked);
      if (under.length > threads) await settle();
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
  write(batch: Batch): Promise<Checkpoint>;
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
    at = { ...at, resultBytes: await append(results, `${RESULT_HEADER}\r\n`) };
  }
  return {
    async write(batch) {
      const resultBytes = at.resultBytes + (await append(results, batch.lines));
      let { rejectedBytes } = at;
      if (batch.rejected !== '') {
        rejects ??= await openedAt(quarantine, 0);
        const header = rejectedBytes === 0 ? `${QUARANTINE_HEADER}\r\n` : '';
        rejectedBytes += await append(rejects, header + batch.rejected);
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

/** @returns the bytes written. */
async function append(file: FileHandle, text: string): Promise<number> {
  const bytes = Buffer.from(text);
  await file.appendFile(bytes);
  return bytes.length;
}

interface Batch extends ScreenedFile {
  readonly lines: string;
  readonly rejected: string;
}

async function screened(records: readonly ReadRecord<SellerRow>[], list: ScreenSellers): Promise<Batch> {
  const read = records.map((record) =>
    'broken' in record
      ? { line: record.line, reference: null, party: null, defects: [record.broken] }
      : { line: record.line, ...sellerOf(record.record) },
  );
  const asked = read.flatMap(({ reference, party }) => (party === null ? [] : [{ reference, party }]));
  const answered = asked.length === 0 ? [] : await list.screen(asked);
  let next = 0;
  let matched = 0;
  const lines: string[] = [];
  for (const { reference, party, defects } of read) {
    if (party !== null) {
      const rows = answered[next] ?? [];
      next += 1;
      if (rows.some(({ match }) => match !== null)) matched += 1;
      for (const row of rows) lines.push(resultLine(row));
    } else if (reference !== null) {
      const because = defects.map(reasonOf).join('; ');
      lines.push(resultLine({ reference, verdict: 'UNAVAILABLE', match: null, source: '', because }));
    }
  }
  const defective = read.filter(({ defects }) => defects.length > 0);
  return {
    read: read.length,
    screened: asked.length,
    quarantined: defective.length,
    matched,
    lines: lines.join(''),
    rejected: defective
      .flatMap(({ line, reference, defects }) =>
        defects.map(
          (defect) =>
            `${[String(line), reference ?? '', defect.field, reasonOf(defect)].map(csvField).join(',')}\r\n`,
        ),
      )
      .join(''),
  };
}

function reasonOf({ field, expected, got }: Rejected): string {
  return `${field}: ${expected}${got === '' ? '' : `, got ${got}`}`;
}
