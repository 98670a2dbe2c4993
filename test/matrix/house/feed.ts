import { type Cell, feedFile } from '@good-standing/gateway/world/feed-file.ts';

/** One invented feed file, row by row; a column without a cell is empty. */
export type FeedRows = readonly Readonly<Record<string, Cell | undefined>>[];

/** Writes the feed with the columns given and gives its path. */
export function writeFeed(folder: string, name: string, columns: string, rows: FeedRows): string {
  const names = columns.split(/[\s,]+/);
  const file = feedFile(`${folder}/invented-${name}.csv`, names);
  for (const row of rows) file.row(names.map((column) => row[column] ?? ''));
  file.close();
  return file.path;
}
