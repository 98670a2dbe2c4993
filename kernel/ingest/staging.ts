import type { Sql, TransactionSql } from '../postgres/pool.ts';
import { appendText, type CopyData, emptyCopyData, recycle, writtenParts } from './copy-data.ts';
import { copyIn } from './copy-in.ts';
import { NulInText, writeCopyValue } from './copy-text.ts';
import type { FeedTarget, Rejected, StagedRows, StagedTable } from './feed.ts';

/** Temporary, so neither logged nor indexed; emptied by each commit. */
export async function createStaging(sql: Sql, tables: readonly StagedTable[]): Promise<void> {
  for (const table of tables) {
    const columns = table.columns.map((column) => `${quoted(column.name)} ${column.type}`);
    await sql.unsafe(`
      create temporary table ${quoted(table.name)} (
        ${columns.join(',\n        ')},
        run_id bigint not null,
        record bigint not null,
        line   bigint not null
      ) on commit delete rows`);
  }
}

const QUARANTINE = 'copy quarantine (run_id, record, line, field, expected, got) from stdin';
const LONGEST_GOT = 200;

/** What one transaction will bring: the staged rows and the quarantined records of some records in a row. */
export interface Chunk {
  readonly firstLine: number;
  lastLine: number;
  accepted: number;
  rejected: number;
  readonly staged: readonly { readonly table: StagedTable; readonly data: CopyData }[];
  readonly quarantine: CopyData;
}

export function emptyChunk(feed: FeedTarget, firstLine: number): Chunk {
  return {
    firstLine,
    lastLine: firstLine,
    accepted: 0,
    rejected: 0,
    staged: feed.tables.map((table) => ({ table, data: emptyCopyData() })),
    quarantine: emptyCopyData(),
  };
}

/** Where a record stands in the file. */
export interface Place {
  readonly runId: number;
  readonly record: number;
  readonly line: number;
}

/** Adds all of a record's rows, or none of them and the reason. */
export function stageRows(chunk: Chunk, rows: StagedRows, place: Place): void {
  const ending = `${place.runId}\t${place.record}\t${place.line}\n`;
  const texts: string[] = [];
  try {
    for (const { table } of chunk.staged) texts.push(writeRows(table, rows[table.name] ?? [], ending));
  } catch (error) {
    if (!(error instanceof NulInText)) throw error;
    quarantineRecord(
      chunk,
      { field: 'record', expected: 'text without NUL characters', got: 'a NUL' },
      place,
    );
    return;
  }
  for (let i = 0; i < texts.length; i += 1) {
    const data = chunk.staged[i]?.data;
    if (data !== undefined) appendText(data, texts[i] ?? '');
  }
  chunk.accepted += 1;
}

function writeRows(table: StagedTable, rows: StagedRows[string], ending: string): string {
  let text = '';
  for (const row of rows) {
    for (const column of table.columns) {
      const value = row[column.name];
      if (value === undefined)
        throw new Error(`a row staged for ${table.name} lacks its column ${column.name}`);
      text += writeCopyValue(value);
      text += '\t';
    }
    text += ending;
  }
  return text;
}

export function quarantineRecord(chunk: Chunk, rejected: Rejected, place: Place): void {
  const got = rejected.got.replaceAll('\0', '').slice(0, LONGEST_GOT);
  const values = [place.runId, place.record, place.line, rejected.field, rejected.expected, got];
  appendText(chunk.quarantine, `${values.map(writeCopyValue).join('\t')}\n`);
  chunk.rejected += 1;
}

export async function copyStaged(tx: TransactionSql, chunk: Chunk): Promise<void> {
  for (const { table, data } of chunk.staged) {
    const columns = [...table.columns.map((column) => column.name), 'run_id', 'record', 'line'].map(quoted);
    await copyData(tx, `copy pg_temp.${quoted(table.name)} (${columns.join(', ')}) from stdin`, data);
  }
}

export async function copyQuarantine(tx: TransactionSql, chunk: Chunk): Promise<void> {
  await copyData(tx, QUARANTINE, chunk.quarantine);
}

async function copyData(tx: TransactionSql, command: string, data: CopyData): Promise<void> {
  const parts = writtenParts(data);
  if (parts.length > 0) await copyIn(tx, command, parts);
}

/** Once a chunk is committed its memory serves the ones that follow. */
export function releaseChunk(chunk: Chunk): void {
  for (const { data } of chunk.staged) recycle(data);
  recycle(chunk.quarantine);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
