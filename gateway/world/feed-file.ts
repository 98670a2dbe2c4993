import { closeSync, openSync, writeSync } from 'node:fs';

export type Cell = string | number | Temporal.PlainDate | null;

/** One feed file being written, row after row, in constant memory. */
export interface FeedFile {
  readonly path: string;
  row(cells: readonly Cell[]): void;
  /** Closes the file; gives the number of rows below the header. */
  close(): number;
}

interface Layout {
  /** As SAM publishes: every field quoted, CRLF. */
  readonly quoted?: boolean;
}

const FLUSH_AT = 1 << 20;

export function feedFile(
  path: string,
  columns: readonly string[],
  { quoted = false }: Layout = {},
): FeedFile {
  const file = openSync(path, 'w');
  const end = quoted ? '\r\n' : '\n';
  let text = `${columns.map((column) => (quoted ? `"${column}"` : column)).join(',')}${end}`;
  let rows = 0;
  return {
    path,
    row(cells) {
      if (cells.length !== columns.length) {
        throw new Error(`${path}: expected ${columns.length} cells, got ${cells.length} (row ${rows + 1})`);
      }
      for (let at = 0; at < cells.length; at += 1) {
        if (at > 0) text += ',';
        text += written(cells[at] ?? '', quoted);
      }
      text += end;
      rows += 1;
      if (text.length < FLUSH_AT) return;
      writeSync(file, text);
      text = '';
    },
    close() {
      writeSync(file, text);
      closeSync(file);
      return rows;
    },
  };
}

function written(cell: Exclude<Cell, null>, quoted: boolean): string {
  const text = typeof cell === 'string' ? cell : cell.toString();
  return quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
