import { type Cell, feedFile } from '@good-standing/gateway/world/feed-file.ts';
import { TODAY } from '../today.ts';

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

/** Brings one feed into the house; a row that is rejected fails the test. */
export type Feeding = (name: string, columns: string, rows: FeedRows) => Promise<void>;

/** So many days before the day asked; of a negative number after it. */
export function ago(days: number): Temporal.PlainDate {
  return TODAY.subtract({ days });
}
