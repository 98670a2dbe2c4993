/** Where a record is held, where it is about to be restated from, and what stands on its columns. */
export interface Restated {
  /** The table, a subquery in parentheses, or a lateral one over `restated`. */
  readonly held: string;
  /** A table or a subquery in parentheses with the same columns, one row of each record. */
  readonly restated: string;
  /** Columns that a row is found by; `id` where absent. */
  readonly keys?: readonly string[];
  /** SQL over `held` and `restated`: the record that recipients were disclosed; `held.id` where absent. */
  readonly record?: string;
  /** SQL over both, `text[]`: who reads these values at all, as `Correction.readers` has it; everybody where absent. */
  readonly readers?: string;
  /** Columns under the coordinate that discloses them: `'Importer.name': ['name']`. */
  readonly coordinates: Readonly<Record<string, readonly string[]>>;
  /** The same, of columns that are corrected only where they had a value: that one has come is the ordinary course (policy). */
  readonly onceTold?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A statement that notes, before a merge overwrites them, the records of which a
 * protected value is about to change, and at which coordinates. Run in the merge's
 * transaction; `publishCorrections` ends it. A record that is not held yet is no correction.
 */
export function noteCorrections({
  held,
  restated,
  keys = ['id'],
  record = 'held.id',
  readers = 'null::text[]',
  coordinates,
  onceTold = {},
}: Restated): string {
  const named = [...new Set([...Object.keys(coordinates), ...Object.keys(onceTold)])];
  const differing = named.map((coordinate) =>
    [differs(coordinates[coordinate] ?? []), ...(onceTold[coordinate] ?? []).map(differsFromTold)]
      .filter((condition) => condition !== '')
      .join(' or '),
  );
  const changed = named.map((coordinate, nth) => `case when ${differing[nth]} then '${coordinate}' end`);
  return `
  insert into correction (record_id, coordinates, readers)
  select ${record}, array_remove(array[
      ${changed.join(',\n      ')}
    ], null), ${readers}
  from ${restated} restated
  join ${held} held on ${keys.map((key) => `held.${key} = restated.${key}`).join(' and ')}
  where ${differing.join(' or ')}`;
}

function differs(columns: readonly string[]): string {
  if (columns.length === 0) return '';
  const of = (table: string) => columns.map((name) => `${table}.${name}`).join(', ');
  return `(${of('restated')}) is distinct from (${of('held')})`;
}

function differsFromTold(column: string): string {
  return `(held.${column} is not null and restated.${column} is distinct from held.${column})`;
}
