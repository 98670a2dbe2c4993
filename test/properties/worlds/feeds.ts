import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { WrittenFeed } from '@good-standing/gateway/world/setting.ts';

/** One line of a feed by column; what is not there is the empty text. */
export type Row = Readonly<Record<string, string>>;

/** One feed file in memory. */
export interface FeedTable {
  readonly feed: string;
  readonly fileName: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** The file as it was read, for feeds that stay as they are. */
  readonly text: string;
}

/** A world as the feeds tell it, in the order in which they are ingested. */
export type World = ReadonlyMap<string, FeedTable>;

/**
 * What CBP decides to make public of hidden records: a publication, and counts of all of them.
 * Worlds that differ in hidden cells may differ in what is decided, so they are without it.
 */
const DECIDED: ReadonlySet<string> = new Set(['seizure-publications', 'statistics-snapshots']);

export function readWorld(written: readonly WrittenFeed[]): World {
  const brought = written.filter(({ feed }) => !DECIDED.has(feed));
  return new Map(brought.map(({ feed, file }) => [feed, readFeed(feed, file)]));
}

function readFeed(feed: string, file: string): FeedTable {
  const text = readFileSync(file, 'utf8');
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const columns = cellsOf(header);
  const rows = lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(columns.map((column, nth) => [column, cells[nth] ?? '']));
  });
  return { feed, fileName: basename(file), columns, rows, text };
}

/** RFC 4180 within one line: no field of the invented world has a line break. */
function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  for (const [, quoted, bare = ''] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
  return cells;
}

/** The same world with other rows of one feed. */
export function withRows(world: World, feed: string, rows: readonly Row[]): World {
  const table = tableOf(world, feed);
  return new Map([...world, [feed, { ...table, rows, text: textOf(table.columns, rows) }]]);
}

export function rowsOf(world: World, feed: string): readonly Row[] {
  return tableOf(world, feed).rows;
}

function tableOf(world: World, feed: string): FeedTable {
  const table = world.get(feed);
  if (table === undefined) throw new Error(`the world has no feed ${feed}`);
  return table;
}

function textOf(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => written(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function written(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Files of a world in a folder, as an owner would send them. */
export function writeFeeds(
  world: World,
  folder: string,
): readonly { readonly feed: string; readonly file: string }[] {
  mkdirSync(folder, { recursive: true });
  return [...world.values()].map(({ feed, fileName, text }) => {
    const file = `${folder}/${fileName}`;
    writeFileSync(file, text);
    return { feed, file };
  });
}
