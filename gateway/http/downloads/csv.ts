import type { Cell, Column, Row } from './dataset.ts';

/** What a spreadsheet takes for a formula, or for the end of a cell, at the beginning of a text; the full-width forms too. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
const NEEDS_QUOTES = /[",\r\n;\t']|^\s|\s$/;

/** The names of the columns. */
export function csvHeader(columns: readonly Column[]): string {
  return `${columns.map(({ name }) => name).join(',')}\r\n`;
}

/** RFC 4180. No text is a formula to a spreadsheet: one that would be has an apostrophe before it. */
export function csvLine(columns: readonly Column[], row: Row): string {
  return `${columns.map((column) => csvCell(column, row[column.name] ?? null)).join(',')}\r\n`;
}

function csvCell({ datatype, separator = ';' }: Column, cell: Cell): string {
  if (cell === null) return '';
  const text = Array.isArray(cell) ? cell.join(separator) : String(cell);
  const safe = datatype === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
