import type { SellerRecord } from './screened-batch.ts';
import { SELLER_COLUMNS, type SellerRow } from './seller-row.ts';

/** A row for another thread: its line and fields without their names, or why it is none. */
export type PackedRow =
  | readonly [line: number, ...fields: (string | null)[]]
  | Extract<SellerRecord, { readonly broken: unknown }>;

const COLUMNS = [
  'name',
  ...(Object.keys(SELLER_COLUMNS.optional) as (keyof typeof SELLER_COLUMNS.optional)[]),
] as const;

export function packedRow(record: SellerRecord): PackedRow {
  if ('broken' in record) return record;
  const { line, record: row } = record;
  return [line, ...COLUMNS.map((column) => row[column])];
}

export function unpackedRow(row: PackedRow): SellerRecord {
  if ('broken' in row) return row;
  const [line, ...fields] = row;
  const named = Object.fromEntries(COLUMNS.map((column, nth) => [column, fields[nth] ?? null]));
  return { line, record: { ...(named as Omit<SellerRow, 'name'>), name: fields[0] ?? '' } };
}
