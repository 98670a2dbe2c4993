import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { csv } from '@good-standing/kernel/ingest/csv.ts';
import type { ReadRecord, Rejected } from '@good-standing/kernel/ingest/feed.ts';
import type { Party } from '../party.ts';
import { encodingOf, utf8Of } from './encoding.ts';
import { csvField, RESULT_HEADER, type ResultRow, resultLine } from './result-row.ts';
import { SELLER_COLUMNS, type SellerRow, sellerOf } from './seller-row.ts';

/** A list that sellers are looked up on. */
export interface ScreenSellers {
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
 * than can be written. The results stand under their name once they are whole.
 */
export async function screenFile(setting: ScreenFileSetting): Promise<ScreenedFile> {
  const { sellers, out, list, threads, onProgress } = setting;
  const partial = `${out}.partial`;
  const results = await opened(partial, RESULT_HEADER);
  const quarantine = quarantineOf(out);
  await rm(quarantine, { force: true });
  let rejects: WriteStream | null = null;
  const counts = { read: 0, screened: 0, quarantined: 0, matched: 0 };
  const under: Promise<Batch>[] = [];
  const settle = async () => {
    const batch = await under.shift();
    if (batch === undefined) return;
    await write(results, batch.lines);
    if (batch.rejected !== '') {
      rejects ??= await opened(quarantine, QUARANTINE_HEADER);
      await write(rejects, batch.rejected);
    }
    counts.read += batch.read;
    counts.screened += batch.screened;
    counts.quarantined += batch.quarantined;
    counts.matched += batch.matched;
    onProgress?.(counts.read);
  };
  try {
    const encoding = await encodingOf(sellers);
    for await (const records of csv(SELLER_COLUMNS)(utf8Of(sellers, encoding))) {
      const asked = screened(records, list);
      // NOTE: a failure is met where the batch is settled, and not before.
      asked.catch(() => undefined);
      under.push(asked);
      if (under.length > threads) await settle();
    }
    while (under.length > 0) await settle();
    await closed(results);
    await closed(rejects);
    await rename(partial, out);
    return counts;
  } catch (error) {
    results.destroy();
    await rm(partial, { force: true });
    throw error;
  }
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

async function opened(path: string, header: string): Promise<WriteStream> {
  const stream = createWriteStream(path);
  await once(stream, 'open');
  stream.write(`${header}\r\n`);
  return stream;
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain');
}

async function closed(stream: WriteStream | null): Promise<void> {
  if (stream === null) return;
  stream.end();
  await once(stream, 'close');
}
