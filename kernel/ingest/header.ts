import { UnreadableFile } from './feed.ts';

/** The names a column may have in a header, the usual one first. */
export type ColumnNames = readonly [string, ...string[]];

/** Where each wanted column stands; -1 for an optional one that the file lacks. */
export type ColumnPositions<Column extends string> = Readonly<Record<Column, number>>;

const SHOWN_HEADER = 300;

/** Headers differ in case, spaces and underscores between vintages of one layout; names do not. */
function comparable(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_/]+/g, ' ')
    .trim();
}

/**
 * Finds the columns by name. A header that lacks a required one is not this
 * feed's: the error names what is missing and shows what came.
 */
export function columnsOf<Column extends string>(
  header: readonly string[],
  required: Readonly<Record<string, ColumnNames>>,
  optional: Readonly<Record<string, ColumnNames>> = {},
): ColumnPositions<Column> {
  const places = new Map<string, number>();
  header.forEach((name, place) => {
    if (!places.has(comparable(name))) places.set(comparable(name), place);
  });
  const find = (names: ColumnNames) => {
    for (const name of names) {
      const place = places.get(comparable(name));
      if (place !== undefined) return place;
    }
    return -1;
  };
  const missing = Object.values(required).filter((names) => find(names) === -1);
  if (missing.length > 0) {
    const wanted = missing.map((names) => names.map((name) => `"${name}"`).join(' or ')).join(', ');
    const came = header.join(',').slice(0, SHOWN_HEADER);
    throw new UnreadableFile(
      `expected a header with the columns ${wanted}, got: ${came === '' ? 'nothing' : came}`,
    );
  }
  const entries = Object.entries({ ...required, ...optional }).map(([column, names]) => [
    column,
    find(names),
  ]);
  return Object.fromEntries(entries) as ColumnPositions<Column>;
}
