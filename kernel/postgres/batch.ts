import DataLoader from 'dataloader';
import type { CursorValue } from './cursor.ts';
import type { PageRequest } from './page.ts';

/** Keys of one statement: beyond it a tick takes several. */
const MOST_KEYS = 5_000;

/** The row of each key, or null where there is none. One statement a tick. */
export function byKey<Key extends string | number, Row>(
  load: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, Row | null> {
  return new DataLoader(
    async (keys) => {
      const held = new Map<Key, Row>();
      for (const row of await load(keys)) held.set(keyOf(row), row);
      return keys.map((key) => held.get(key) ?? null);
    },
    { maxBatchSize: MOST_KEYS },
  );
}

/**
 * All rows of each key, in the statement's order; an empty list where there are
 * none. Only for lists that are short by nature: everything else is paged.
 */
export function manyByKey<Key extends string | number, Row>(
  load: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, readonly Row[]> {
  return new DataLoader(
    async (keys) => {
      const held = new Map<Key, Row[]>();
      for (const row of await load(keys)) {
        const rows = held.get(keyOf(row));
        if (rows === undefined) held.set(keyOf(row), [row]);
        else rows.push(row);
      }
      return keys.map((key) => held.get(key) ?? []);
    },
    { maxBatchSize: MOST_KEYS },
  );
}

export interface NestedPage<Parent extends string | number> extends PageRequest {
  readonly parent: Parent;
}

/**
 * The pages wanted in one tick, as columns for `unnest`: row `i` of each is one
 * page. `takes` is `first + 1`. `afters[k]` holds the k-th value of each page's
 * sort key, null where the page is a first one.
 */
export interface NestedPages<Parent extends string | number> {
  readonly parents: readonly Parent[];
  readonly takes: readonly number[];
  readonly afters: readonly (readonly CursorValue[])[];
}

/**
 * One page of a nested list for each of many parents: one statement a tick,
 * whatever the number of parents and the size of the pages. The statement gives
 * each row with the `ordinal` of its page:
 *
 *     select page.ordinal::int, e.*
 *     from unnest(:parents::text[], :takes::int[], :after_day::date[], :after_id::bigint[])
 *       with ordinality as page (parent, take, after_day, after_id, ordinal)
 *     cross join lateral (
 *       select …
 *       from entry
 *       where entry.importer_id = page.parent
 *         and (page.after_day is null or (entry.entered_on, entry.entry_id) < (page.after_day, page.after_id))
 *       order by entry.entered_on desc, entry.entry_id desc
 *       limit page.take
 *     ) e
 *     order by page.ordinal, e.entered_on desc, e.entry_id desc
 *
 * with `load: ({ parents, takes, afters: [days, ids] }) => statement({ parents, takes,
 * after_day: days, after_id: ids })`. A list with filters has one loader for each
 * filter: `perArguments` keeps them.
 *
 * @param keyLength the number of values in the sort key.
 */
export function pagesByParent<Parent extends string | number, Row extends { readonly ordinal: number }>(
  keyLength: number,
  load: (pages: NestedPages<Parent>) => Promise<readonly Row[]>,
): DataLoader<NestedPage<Parent>, readonly Row[], string> {
  return new DataLoader(
    async (pages) => {
      const rows = await load({
        parents: pages.map((page) => page.parent),
        takes: pages.map((page) => page.first + 1),
        afters: Array.from({ length: keyLength }, (_, k) => pages.map((page) => page.after?.[k] ?? null)),
      });
      const held: Row[][] = pages.map(() => []);
      for (const row of rows) held[row.ordinal - 1]?.push(row);
      return held;
    },
    {
      maxBatchSize: MOST_KEYS,
      cacheKeyFn: (page) => JSON.stringify([page.parent, page.first, page.after]),
    },
  );
}

/** One loader for each distinct set of arguments of a field, made when first asked for. */
export function perArguments<Arguments extends object, Loader>(
  make: (args: Arguments) => Loader,
): (args: Arguments) => Loader {
  const made = new Map<string, Loader>();
  return (args) => {
    const key = JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = made.get(key);
    if (known !== undefined) return known;
    const loader = make(args);
    made.set(key, loader);
    return loader;
  };
}
