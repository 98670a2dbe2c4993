import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byKey, manyByKey, pagesByParent, perArguments } from './batch.ts';
import { type DisposableDatabase, disposableDatabase } from './disposable.ts';
import { connect, type Sql } from './pool.ts';
import { countStatements, statement } from './statement.ts';

interface EntryRow {
  readonly entry_id: number;
  readonly importer_id: string;
  readonly entered_on: Temporal.PlainDate;
}

let database: DisposableDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await disposableDatabase();
  sql = connect(database.adminUrl, { max: 2, applicationName: 'batch test' });
  await sql.unsafe(`
    create table entry (entry_id bigint primary key, importer_id text not null, entered_on date not null);
    insert into entry
    select n, 'imp_' || n % 10, date '2025-01-01' + n / 100
    from generate_series(1, 1000) n;
    create index on entry (importer_id, entered_on desc, entry_id desc)`);
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

describe('by key', () => {
  const entryById = () => {
    const byIds = statement<EntryRow>(sql, 'select * from entry where entry_id = any(:ids::bigint[])');
    return byKey(
      (ids: readonly number[]) => byIds({ ids }),
      (row) => row.entry_id,
    );
  };

  test('in the order of the keys, null where there is none, one statement a tick', async () => {
    const loader = entryById();
    const { result, statements } = await countStatements(() =>
      Promise.all([7, 9999, 3, 7].map((id) => loader.load(id))),
    );
    expect(result.map((row) => row?.entry_id ?? null)).toEqual([7, null, 3, 7]);
    expect(statements).toHaveLength(1);
  });

  test('many of each key, none where there are none', async () => {
    const ofDays = statement<EntryRow>(
      sql,
      'select * from entry where importer_id = any(:ids::text[]) and entry_id < 25 order by entry_id',
    );
    const loader = manyByKey(
      (ids: readonly string[]) => ofDays({ ids }),
      (row) => row.importer_id,
    );
    const found = await loader.loadMany(['imp_3', 'imp_none', 'imp_4']);
    expect(found.map((rows) => (rows instanceof Error ? rows : rows.map((row) => row.entry_id)))).toEqual([
      [3, 13, 23],
      [],
      [4, 14, 24],
    ]);
  });
});

describe('a page of a nested list for each of many parents', () => {
  const entriesOf = () => {
    const pages = statement<EntryRow & { readonly ordinal: number }>(
      sql,
      `select page.ordinal::int, e.*
       from unnest(:parents::text[], :takes::int[], :after_day::date[], :after_id::bigint[])
         with ordinality as page (parent, take, after_day, after_id, ordinal)
       cross join lateral (
         select *
         from entry
         where entry.importer_id = page.parent
           and (page.after_day is null or (entry.entered_on, entry.entry_id) < (page.after_day, page.after_id))
         order by entry.entered_on desc, entry.entry_id desc
         limit page.take
       ) e
       order by page.ordinal, e.entered_on desc, e.entry_id desc`,
    );
    return pagesByParent<string, EntryRow & { readonly ordinal: number }>(2, ({ parents, takes, afters }) =>
      pages({ parents, takes, after_day: afters[0] ?? [], after_id: afters[1] ?? [] }),
    );
  };

  test.each([1, 5, 200])('one statement a tick for pages of %i', async (first) => {
    const loader = entriesOf();
    const parents = Array.from({ length: 12 }, (_, n) => `imp_${n}`);
    const { result, statements } = await countStatements(() =>
      Promise.all(parents.map((parent) => loader.load({ parent, first, after: null }))),
    );
    expect(statements).toHaveLength(1);
    expect(result.map((rows) => rows.length)).toEqual(
      parents.map((_, n) => (n < 10 ? Math.min(first + 1, 100) : 0)),
    );
    expect(result.every((rows, n) => rows.every((row) => row.importer_id === parents[n]))).toBe(true);
  });

  test('page after page is the whole list, once', async () => {
    const loader = entriesOf();
    const seen: number[] = [];
    let after: readonly (string | number)[] | null = null;
    for (;;) {
      const rows: readonly EntryRow[] = await loader.load({ parent: 'imp_3', first: 7, after });
      seen.push(...rows.slice(0, 7).map((row) => row.entry_id));
      const last = rows[6];
      if (rows.length <= 7 || last === undefined) break;
      after = [last.entered_on.toString(), last.entry_id];
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => 993 - 10 * n));
  });

  test('pages of one tick may differ in size and place', async () => {
    const loader = entriesOf();
    const [start, later] = await Promise.all([
      loader.load({ parent: 'imp_1', first: 2, after: null }),
      loader.load({ parent: 'imp_1', first: 1, after: ['2025-01-02', 101] }),
    ]);
    expect(start?.map((row) => row.entry_id)).toEqual([991, 981, 971]);
    expect(later?.map((row) => row.entry_id)).toEqual([91, 81]);
  });
});

test('one loader for each set of arguments, in whatever order they are written', () => {
  const made: object[] = [];
  const loaderFor = perArguments((args: { from?: string; to?: string }) => {
    made.push(args);
    return args;
  });
  expect(loaderFor({ from: 'a', to: 'b' })).toBe(loaderFor({ to: 'b', from: 'a' }));
  loaderFor({ from: 'a' });
  expect(made).toHaveLength(2);
});
