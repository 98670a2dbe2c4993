import type { ReadRecord, Rejected } from '@good-standing/kernel/ingest/feed.ts';
import type { Party } from '../party.ts';
import { csvField, type ResultRow, resultLine } from './result-row.ts';
import { type SellerRow, sellerOf } from './seller-row.ts';

export type SellerRecord = ReadRecord<SellerRow>;

export interface ScreenedFile {
  readonly read: number;
  readonly screened: number;
  /** Rows with something that could not be read. */
  readonly quarantined: number;
  /** Sellers with at least one candidate. */
  readonly matched: number;
}

/** Some rows of the file, and what is written of them: UTF-8. */
export interface ScreenedBatch extends ScreenedFile {
  readonly lines: Uint8Array<ArrayBuffer>;
  readonly rejected: Uint8Array<ArrayBuffer>;
}

/** A seller who can be looked up. */
export interface AskedSeller {
  readonly reference: string;
  readonly party: Party;
}

/** A row as far as it can be read. */
export interface SellerRead {
  readonly line: number;
  /** Null where the row is none. */
  readonly reference: string | null;
  readonly party: Party | null;
  readonly defects: readonly Rejected[];
}

export function readSellers(records: readonly SellerRecord[]): readonly SellerRead[] {
  return records.map((record) =>
    'broken' in record
      ? { line: record.line, reference: null, party: null, defects: [record.broken] }
      : { line: record.line, ...sellerOf(record.record) },
  );
}

export function askedOf(read: readonly SellerRead[]): readonly AskedSeller[] {
  return read.flatMap(({ reference, party }) =>
    party === null || reference === null ? [] : [{ reference, party }],
  );
}

const encoder = new TextEncoder();

/** @param answered the rows of each that was asked about, in their order. */
export function screenedBatch(
  read: readonly SellerRead[],
  answered: readonly (readonly ResultRow[])[],
): ScreenedBatch {
  let screened = 0;
  let matched = 0;
  let quarantined = 0;
  let lines = '';
  let rejected = '';
  for (const { line, reference, party, defects } of read) {
    if (defects.length > 0) quarantined += 1;
    for (const defect of defects) {
      const fields = [String(line), reference ?? '', defect.field, reasonOf(defect)];
      rejected += `${fields.map(csvField).join(',')}\r\n`;
    }
    if (party !== null) {
      const rows = answered[screened] ?? [];
      screened += 1;
      if (rows.some(({ match }) => match !== null)) matched += 1;
      for (const row of rows) lines += resultLine(row);
    } else if (reference !== null) {
      const because = defects.map(reasonOf).join('; ');
      lines += resultLine({ reference, verdict: 'UNAVAILABLE', match: null, source: '', because });
    }
  }
  return {
    read: read.length,
    screened,
    quarantined,
    matched,
    lines: encoder.encode(lines),
    rejected: encoder.encode(rejected),
  };
}

function reasonOf({ field, expected, got }: Rejected): string {
  return `${field}: ${expected}${got === '' ? '' : `, got ${got}`}`;
}
